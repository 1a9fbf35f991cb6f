import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadScenario } from '@packetloom/language';
import { describe, expect, it } from 'vitest';
import { runScenario } from '../script/runScenario.js';

const FOLDER = fileURLToPath(new URL('../../../language/topologies/', import.meta.url));

/** A scenario that imports a topology, in which one node pings all others. */
function starOver(file: string) {
  const text = `
schema: 1
name: star
import: { file: ${file}, delay: geo, missingDelay: 3ms }
events: [{ at: 1s, name: star, ping: { from: FIRST, to: "*", count: 1, timeout: 1s } }]
`;
  const readSibling = (name: string) => ({ file: name, bytes: readFileSync(FOLDER + name) });
  const load = (from: string) => {
    const bytes = new TextEncoder().encode(text.replace('FIRST', from));
    return loadScenario({ file: 'star.yaml', bytes, readSibling });
  };
  const all = load('"*"');
  if (!all.ok) throw new Error(all.problems.map(({ message }) => message).join('\n'));
  const loaded = load(all.document.nodes[0]?.name ?? '');
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return { document: loaded.document, result: runScenario(loaded) };
}

describe('a network of the Topology Zoo', () => {
  it.each([
    ['Arpanet19728.gml', 29, 32, 28],
    ['AttMpls.gml', 25, 57, 24],
    ['BtNorthAmerica.gml', 36, 76, 35],
    ['Geant2012.gml', 40, 61, 39],
    ['Abilene.graphml', 11, 14, 10],
    ['Geant2012.graphml', 40, 61, 39],
    // Two nodes have no link.
    ['Telcove.gml', 73, 70, 70],
  ])('%s: %i nodes, %i links, and a way to %i other nodes', (file, nodes, links, reached) => {
    const { document, result } = starOver(file);
    expect(document.nodes).toHaveLength(nodes);
    expect(document.links).toHaveLength(links);
    expect(new Set(document.nodes.map(({ name }) => name)).size).toBe(nodes);
    expect(new Set(document.links.map(({ name }) => name)).size).toBe(links);
    expect(result.apps[0]?.scope).toMatchObject({ received: reached });
    expect(result.accounting.unaccounted).toBe(0);
  });

  it('has links as fast as the file says, or as the scenario says', () => {
    const { document } = starOver('Geant2012.gml');
    const rates = new Set(document.links.map(({ forward }) => forward.rateBitsPerSecond));
    expect(rates).toContain(10_000_000_000);
    expect(rates).toContain(1_000_000_000);
    const unplaced = document.links.filter(({ forward }) => forward.delayNs === 3_000_000);
    expect(unplaced.length).toBeGreaterThan(0);
  });
});
