import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSchema } from '../load/checkSchema.js';

const root = new URL('../../../../', import.meta.url);
const tools = new URL('../../tools/generated.mjs', import.meta.url);
const schemaFile = new URL('../../schema/scenario.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as Mapping;

interface Mapping {
  readonly [key: string]: unknown;
  readonly properties?: Readonly<Record<string, Mapping>>;
  readonly definitions?: Readonly<Record<string, Mapping>>;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly $ref?: string;
}

describe('what is made from the schema', () => {
  it('is current (else run node packages/scenarios/tools/generate.mjs)', async () => {
    const { generatedFiles } = (await import(tools.href)) as {
      generatedFiles(): Promise<{ path: string; content: string }[]>;
    };
    for (const { path, content } of await generatedFiles()) {
      expect(readFileSync(new URL(path, root), 'utf8'), path).toBe(content);
    }
  }, 30_000);
});

/** Every key of the language, with its path, and what the schema says of it. */
function* keysOf(mapping: unknown, path: string): Generator<readonly [string, Mapping]> {
  if (typeof mapping !== 'object' || mapping === null) return;
  const { properties, ...rest } = mapping as Mapping;
  for (const [key, property] of Object.entries(properties ?? {})) {
    yield [`${path}.${key}`, property];
    yield* keysOf(property, `${path}.${key}`);
  }
  for (const [key, inner] of Object.entries(rest)) {
    if (key !== 'examples' && key !== 'required') yield* keysOf(inner, path);
  }
}

describe('the schema', () => {
  it.each([...keysOf(schema, '')])('describes %s, with an example', (_, property) => {
    const definition = schema.definitions?.[property.$ref?.replace('#/definitions/', '') ?? ''];
    expect(property.description ?? definition?.description).toMatch(/\.$/);
    expect(property.examples ?? definition?.examples).not.toHaveLength(0);
  });

  it.each(Object.entries(schema.properties ?? {}))(
    'takes its own example of %s',
    (key, property) => {
      for (const example of property.examples ?? []) {
        const { problems } = checkSchema({ schema: 1, name: 'example', [key]: example });
        expect(problems).toEqual([]);
      }
    },
  );
});
