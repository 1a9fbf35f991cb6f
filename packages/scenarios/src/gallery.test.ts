import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gallery } from './cli/gallery.js';
import { loadScenarioFile } from './files/loadScenarioFile.js';
import { runScenario } from './script/runScenario.js';

const SCENARIOS = gallery();

function load(path: string) {
  const loaded = loadScenarioFile(path, path, { scripts: true });
  if (loaded.ok) return loaded;
  throw new Error(
    loaded.problems.map(({ line, message }) => `line ${line}: ${message}`).join('\n'),
  );
}

/** All that a run writes. */
function run(path: string) {
  const chunks: Uint8Array[] = [];
  const write = (chunk: Uint8Array) => chunks.push(chunk);
  const result = runScenario(load(path), { capture: { write } });
  return { result, capture: Buffer.concat(chunks) };
}

it('the gallery holds what a first-time user looks for', () => {
  expect(SCENARIOS.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'abilene',
      'fragmentation',
      'link-failure',
      'path-mtu',
      'reassembly-timeout',
      'router-chain',
      'show-case',
      'two-hosts',
    ]),
  );
});

describe.each(SCENARIOS)('$name of the gallery', ({ name, path, title }) => {
  it('is called as its file is, and says in a comment what it teaches', () => {
    const { document, warnings } = load(path);
    expect(document.name).toBe(name);
    expect(document.description).not.toBe('');
    expect(warnings).toEqual([]);
    expect(title).toMatch(/^[A-Z].+: .+\.$/);
    expect(readFileSync(path, 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/language\/schema\/scenario\.schema\.json\n# .+\n#\n# /,
    );
  });

  it('passes, accounts for every packet, and is the same each time', () => {
    const { result, capture } = run(path);
    const failed = result.expectations.filter(({ passed }) => !passed);
    expect(failed.map(({ that, actual }) => `${that}: ${actual}`)).toEqual([]);
    expect(result.expectations.length).toBeGreaterThanOrEqual(3);
    expect(result.accounting.unaccounted).toBe(0);
    expect(result.passed).toBe(true);
    const again = run(path);
    expect(again.result).toEqual(result);
    expect(again.capture.equals(capture)).toBe(true);
  });
});
