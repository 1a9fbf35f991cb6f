import { expect, it } from 'vitest';
import { documentValidator, MAX_ERRORS } from './validate.js';

const scenario = (part: object) => ({ schema: 1, name: 'a', ...part });

it('collects few more errors than are looked at, of a list however long', () => {
  const events = Array.from({ length: 3000 }, (_, at) => ({ at }));
  const { length } = documentValidator().errorsOf(scenario({ events }));
  expect(length).toBeGreaterThan(MAX_ERRORS);
  expect(length).toBeLessThan(MAX_ERRORS + 200);
});

it('finds the last item wrong where all others are right', () => {
  const events = Array.from({ length: 3000 }, () => ({ at: '1s', node: 'h', set: { up: true } }));
  const documents = [scenario({ events }), scenario({ events: [...events, 1] })];
  const counts = documents.map((document) => documentValidator().errorsOf(document).length);
  expect(counts).toEqual([0, 2]); // no mapping, and none of its forms
});
