import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { usesExpansion } from '../expand/usesExpansion.js';
import { FORMS } from './forms.js';
import { documentValidator } from './validate.js';

type Verdict = (document: unknown) => boolean;

const tool = new URL('../../tools/validatorCode.mjs', import.meta.url);
const schema = new URL('../../schema/document.schema.json', import.meta.url);
const gallery = new URL('../../../scenarios/gallery/', import.meta.url);

/** What the bundled command has instead of the compiler of schemas. */
let verdictOfCode: Verdict;

beforeAll(async () => {
  const { validatorCode } = (await import(tool.href)) as { validatorCode(schema: object): string };
  const code = validatorCode(JSON.parse(readFileSync(schema, 'utf8')));
  const module = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  const { validatorOf } = (await import(/* @vite-ignore */ module)) as {
    validatorOf(
      reads: (form: string, text: string) => boolean,
      lengthOf: (text: string) => number,
    ): Verdict;
  };
  verdictOfCode = validatorOf(
    (form, text) => FORMS[form]?.read(text).ok === true,
    (text) => [...text].length,
  );
});

const verdictOfSchema: Verdict = (document) => documentValidator().errorsOf(document).length === 0;

const documents = readdirSync(gallery)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(new URL(name, gallery), 'utf8'))
  .map((text) => ({ text, value: parse(text) as unknown }))
  // What others are written out to is no text.
  .filter(({ text, value }) => !usesExpansion(value, text))
  .map(({ value }) => value);

/** A document with another value instead of one of its values. */
function changed(document: unknown, index: number, value: unknown): unknown {
  let left = index % sizeOf(document);
  const walk = (part: unknown): unknown => {
    if (left-- === 0) return value;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(document);
}

function sizeOf(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 1;
  return Object.values(part).reduce((sum: number, inner) => sum + sizeOf(inner), 1);
}

const value = fc.oneof(
  fc.constantFrom('10ms', 'h1', 'h1:eth0', '10.0.0.1', '1mbit', '5p', '', '😀', 'a'.repeat(300)),
  fc.constantFrom(0, 1, 255, -1, 1.5, 70_000, true, null),
  fc.constantFrom<object[]>({}, [], { kind: 'host' }, { bogus: 1 }, ['h1:eth0', 'h2:eth0']),
);

describe('the schema as code', () => {
  it('takes every scenario of the gallery', () => {
    expect(documents.length).toBeGreaterThan(20);
    for (const document of documents) expect(verdictOfCode(document)).toBe(true);
  });

  it('takes what the schema takes, and nothing else', () => {
    const verdicts = new Set<boolean>();
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.nat(), value, (document, index, other) => {
        const one = changed(document, index, other);
        const verdict = verdictOfCode(one);
        verdicts.add(verdict);
        expect(verdict).toBe(verdictOfSchema(one));
      }),
      { numRuns: 1_000 },
    );
    expect(verdicts.size).toBe(2);
  });
});
