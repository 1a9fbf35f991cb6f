import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type MutableFile, type Mutation, mutations } from './mutations.js';

const FOLDER = fileURLToPath(new URL('../../../scenarios/gallery/', import.meta.url));
const FILES: readonly MutableFile[] = ['nat.yaml', 'topologies/Abilene.gml'].map((name) => ({
  name,
  octets: readFileSync(`${FOLDER}${name}`),
}));

const sampled = (seed: number, numRuns: number): Mutation[] =>
  fc.sample(mutations(FILES), { seed, numRuns });

it('are of every kind, and nearly all change something', () => {
  const made = sampled(1, 200);
  const kinds = new Set(made.map(({ kind, file }) => `${kind} of ${file}`));
  expect([...kinds].sort()).toEqual([
    'lines of nat.yaml',
    'octets of nat.yaml',
    'octets of topologies/Abilene.gml',
    'types of nat.yaml',
    'values of nat.yaml',
  ]);
  const original = new Map(FILES.map(({ name, octets }) => [name, Buffer.from(octets)]));
  const same = made.filter(({ file, octets }) => original.get(file)?.equals(octets));
  expect(same.length).toBeLessThan(20);
});

it('are the same for the same seed, and others for another one', () => {
  expect(sampled(3, 40)).toEqual(sampled(3, 40));
  expect(sampled(3, 40)).not.toEqual(sampled(4, 40));
});
