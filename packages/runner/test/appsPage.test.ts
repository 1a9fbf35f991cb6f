// The examples of docs/apps.md, behind the network that the page gives for them.
import { readFileSync } from 'node:fs';
import { loadScenario } from '@packetloom/language';
import { describe, expect, it } from 'vitest';
import { runScenario } from '../src/run/index.js';

const page = readFileSync(new URL('../../../docs/apps.md', import.meta.url), 'utf8');
const [network = '', ...examples] = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(
  ([, text = '']) => text,
);

describe('the examples of docs/apps.md', () => {
  it('are some', () => {
    expect(network).toMatch(/^schema: 1$/m);
    expect(examples.length).toBeGreaterThan(1);
  });

  it.each(examples)('run, and do what they say: %s', (example) => {
    const bytes = new TextEncoder().encode(`${network}${example}`);
    const readSibling = () => ({ message: 'there are no files beside the page' });
    const loaded = loadScenario({ file: 'apps.md', bytes, readSibling });
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
    if (!loaded.ok) return;
    const { expectations, accounting, apps } = runScenario(loaded);
    const failed = expectations.filter(({ passed }) => !passed);
    expect(failed.map(({ that, actual }) => `${that}: ${actual}`)).toEqual([]);
    expect(expectations.length).toBeGreaterThan(0);
    expect(apps.every(({ scope }) => scope.sent > 0)).toBe(true);
    expect(accounting.unaccounted).toBe(0);
  });
});
