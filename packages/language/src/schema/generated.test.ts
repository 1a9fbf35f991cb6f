import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../yaml/yamlReader.js';
import { checkSchema } from './checkSchema.js';

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
  it('is current (else run node packages/language/tools/generate.mjs)', async () => {
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

/** Every mapping of the language, with the place where the schema describes it. */
function* mappingsOf(part: unknown, path: string): Generator<readonly [string, readonly string[]]> {
  if (typeof part !== 'object' || part === null) return;
  const { properties } = part as Mapping;
  // A condition, such as `not: { required }`, describes no keys.
  if (properties !== undefined) yield [path, Object.keys(properties)];
  for (const [key, inner] of Object.entries(part)) {
    if (key !== 'examples') yield* mappingsOf(inner, `${path}/${key}`);
  }
}

describe('the reference page', () => {
  const page = readFileSync(new URL('docs/scenario-reference.md', root), 'utf8');
  const tables = page
    .split('| key | meaning | example |\n|---|---|---|\n')
    .slice(1)
    .map((table) => [...table.split('\n\n', 1)].flatMap((rows) => keysOfTable(rows)).join(' '));

  it.each([...mappingsOf(schema, '')])('has a table with all keys of %s', (_, keys) => {
    expect(tables).toContain(keys.join(' '));
  });

  const examples = [...page.matchAll(/^```yaml\n((?!# |attach).*?)^```$/gms)].map(
    ([, text = '']) => text,
  );

  it.each(examples)('shows what is right: %s', (text) => {
    const { value } = readYaml(`schema: 1\nname: example\n${text}`);
    expect(checkSchema(value).problems).toEqual([]);
  });

  it('links to sections that it has', () => {
    const titles = [...page.matchAll(/^##+ (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);
    expect(links.length).toBeGreaterThan(20);
    expect(titles).toEqual(expect.arrayContaining(links));
    expect(new Set(titles).size).toBe(titles.length);
  });
});

function keysOfTable(rows: string): string[] {
  return [...rows.matchAll(/^\| `([^`]+)` \|/gm)].map(([, key = '']) => key);
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

describe('the schema for editors', () => {
  const gallery = new URL('../../../scenarios/gallery/', import.meta.url);
  const ajv = new Ajv({ allErrors: true, strict: false });
  ajv.addKeyword({ keyword: 'form', schemaType: 'string' });
  const isRight = ajv.compile(schema);

  it.each(readdirSync(gallery).filter((name) => name.endsWith('.yaml')))('takes %s', (name) => {
    const { value } = readYaml(readFileSync(new URL(name, gallery), 'utf8'));
    isRight(value);
    expect(isRight.errors ?? []).toEqual([]);
  });

  it.each([
    ['a choice', { nodes: { a: { kind: 'hots' } } }],
    ['a number', { seed: 'one' }],
    ['a key', { nodes: { a: { kind: 'host', tll: 3 } } }],
    ['a quantity', { nodes: {}, links: [{ endpoints: ['a:b', 'c:d'], delay: '5 ms' }] }],
    ['a loop', { nodes: { a: { kind: 'host', for: 3 } } }],
    ['a network', { generate: { ring: { router: 3 } } }],
    ['a link without ends', { links: [{ delay: '5ms' }] }],
  ])('refuses %s that is wrong', (_, part) => {
    expect(isRight({ schema: 1, name: 'a', ...part })).toBe(false);
  });

  it.each([
    ['texts with parameters', { seed: `\${n}`, nodes: { h1: { kind: `\${k}`, ttl: `\${t}` } } }],
    ['templates', { links: [{ use: 'slow', endpoints: ['a:b', 'c:d'] }], events: [{ use: 'x' }] }],
  ])('takes %s', (_, part) => {
    expect(isRight({ schema: 1, name: 'a', ...part })).toBe(true);
  });
});
