import { loadScenario } from '@packetloom/language';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../cli/arguments.js';
import { readFrontDoorArguments } from './frontDoorArguments.js';
import { NETWORK_SHAPES } from './networkShape.js';
import { NETWORK_FORMATS, scenarioFiles } from './scenarioText.js';

const ROUTERS = 30;

function loaded(spec: Parameters<typeof scenarioFiles>[0]) {
  const { name, text, topology } = scenarioFiles(spec);
  const encoder = new TextEncoder();
  const readSibling = (path: string) =>
    path === topology?.name
      ? { file: path, bytes: encoder.encode(topology.text) }
      : { message: 'there is no such file' };
  return loadScenario({ file: name, bytes: encoder.encode(text), readSibling });
}

describe.each(NETWORK_SHAPES)('a scenario file of a %s', (shape) => {
  it.each(NETWORK_FORMATS)('can be loaded, as %s', (format) => {
    const result = loaded({ shape, routers: ROUTERS, format, pairs: 5 });
    expect(result).toMatchObject({ ok: true });
    if (!result.ok) return;
    const { nodes, links, events } = result.document;
    expect([nodes.length, events.length]).toEqual([ROUTERS, 10]);
    const near = new Map(nodes.map(({ name }) => [name, new Set([name])]));
    for (const { endpoints } of links) {
      const [one, other] = endpoints.map(({ node }) => near.get(node) as Set<string>);
      for (const name of other as Set<string>) near.set(name, (one as Set<string>).add(name));
    }
    expect(near.get('r0')?.size).toBe(ROUTERS);
  });

  it('is the same each time', () => {
    const spec = { shape, routers: ROUTERS, format: 'yaml', pairs: 5 } as const;
    expect(scenarioFiles(spec)).toEqual(scenarioFiles(spec));
  });
});

describe('the front door', () => {
  it('measures all shapes and sizes unless told otherwise', () => {
    expect(readFrontDoorArguments([]).networks).toHaveLength(12);
    const { networks } = readFrontDoorArguments(['--routers', '5,7', '--shape', 'tree']);
    expect(networks.map(({ shape, routers }) => [shape, routers])).toEqual([
      ['tree', 5],
      ['tree', 7],
    ]);
  });

  it.each([
    ['--routers', '1'],
    ['--routers', '5,x'],
    ['--shape', 'ring'],
    ['--size', '5'],
  ])('refuses %s %s', (...words) => {
    expect(() => readFrontDoorArguments(words)).toThrow(UsageError);
  });
});
