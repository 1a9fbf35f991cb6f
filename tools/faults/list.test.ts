import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { PROPERTIES } from '../../packages/fuzz/src/properties/index.js';
import { faulty } from './bundle.mjs';
import { FAULTS } from './list.mjs';

describe('the list of deliberate faults', () => {
  it.each(FAULTS)('still fits the sources: $name', ({ file, find, replace }) => {
    const path = new URL(`../../packages/${file}`, import.meta.url);
    expect(readFileSync(path, 'utf8').split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
  });

  it.each(FAULTS)('is a program still: $name', async (fault) => {
    await expect(transform(faulty(fault), { loader: 'ts' })).resolves.toBeDefined();
  });

  it('has different names', () => {
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
  });

  it('names invariants for all that the vectors cannot know', () => {
    const silent = FAULTS.filter(({ file, breaks }) => !file.startsWith('core/') && !breaks);
    expect(silent).toEqual([]);
  });

  it('has one for every invariant of the fuzzer to be seen broken', () => {
    const invariants = PROPERTIES.flatMap((property) =>
      property.invariants.map(({ name }) => name),
    );
    const broken = FAULTS.flatMap(({ breaks }) => breaks ?? []);
    expect(new Set(broken)).toEqual(new Set(invariants));
  });
});
