// The examples of docs/writing.md.
import { readFileSync } from 'node:fs';
import { loadScenario } from '@packetloom/language';
import { describe, expect, it } from 'vitest';
import { diagnosticText } from '../src/report/diagnosticText.js';
import { runScenario } from '../src/run/index.js';
import { styleFor } from '../src/text/style.js';

const page = readFileSync(new URL('../../../docs/writing.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => text);
const scenarios = blocks.filter((text) => text.startsWith('schema: 1\n'));
/** Files beside them begin with their name. */
const files = new Map(
  blocks
    .filter((text) => text.startsWith('# '))
    .map((text) => [text.slice(2, text.indexOf('\n')), text]),
);

function load(file: string, text: string) {
  const readSibling = (path: string) => {
    const found = files.get(path);
    if (found === undefined) return { message: `there is no '${path}' on the page` };
    return { file: path, bytes: new TextEncoder().encode(found) };
  };
  return loadScenario({ file, bytes: new TextEncoder().encode(text), readSibling });
}

describe('the examples of docs/writing.md', () => {
  it('are all scenarios, or files that they include', () => {
    expect(scenarios.length).toBeGreaterThan(4);
    expect(scenarios.length + files.size).toBe(blocks.length);
  });

  it.each(scenarios)('run, and do what they expect: %s', (text) => {
    const loaded = load('writing.md', text);
    expect(loaded.ok ? loaded.warnings : loaded.problems).toEqual([]);
    if (!loaded.ok) return;
    const { expectations, accounting } = runScenario(loaded);
    const failed = expectations.filter(({ passed }) => !passed);
    expect(failed.map(({ that, actual }) => `${that}: ${actual}`)).toEqual([]);
    expect(expectations.length).toBeGreaterThan(0);
    expect(accounting.unaccounted).toBe(0);
  });

  it('show a message as it is', () => {
    const text = `schema: 1
name: wan
nodes: { h1: { kind: host }, h2: { kind: host } }
templates: { links: { slow: { rate: 1mbt } } }
links:
  - { for: { i: 1..2 }, use: slow, endpoints: ["h1:eth\${i}", "h2:eth\${i}"] }
`;
    const loaded = load('wan.yaml', text);
    const shown = loaded.ok
      ? []
      : loaded.problems.map((each) => diagnosticText(each, styleFor({}, {})));
    expect(shown).toHaveLength(1);
    expect(page).toContain(`\`\`\`text\n${shown.join('\n')}\n\`\`\``);
  });
});
