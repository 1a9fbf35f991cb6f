// What is made from the schema, as text: the generator writes it, a test compares it.

import { readFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';
import { wrapped } from '../../../tools/style/wrap.mjs';
import { referencePage } from './referencePage.mjs';
import { fromSources } from './sources.mjs';

const PLANNED = new URL('../schema/not-built-yet.json', import.meta.url);
const BANNER = '// Made from the schema by tools/generate.mjs; not to be edited.';

/** @returns {Promise<{ path: string, content: string }[]>} paths from the root of the repository */
export async function generatedFiles() {
  const {
    SCENARIO_SCHEMA: schema,
    FILE_SCHEMA: ofFiles,
    EDITOR_SCHEMA: forEditors,
    FEATURE_SECTIONS,
  } = await fromSources('schema/reference.ts');
  const types = await compile(withoutConditions(structuredClone(schema)), 'WrittenScenario', {
    bannerComment: BANNER,
    style: { singleQuote: true, printWidth: 100 },
  });
  return [
    { path: 'packages/language/src/schema/generated/writtenScenario.ts', content: types },
    {
      path: 'packages/language/schema/scenario.schema.json',
      content: `${JSON.stringify(forEditors, null, 2)}\n`,
    },
    {
      path: 'packages/language/schema/document.schema.json',
      content: `${JSON.stringify(schema)}\n`,
    },
    {
      path: 'packages/language/src/schema/generated/plannedWords.ts',
      content: moduleOf('PLANNED_WORDS', 'not-built-yet.json', PLANNED),
    },
    {
      path: 'docs/scenario-reference.md',
      content: wrapped(referencePage(ofFiles, FEATURE_SECTIONS)),
    },
  ];
}

/**
 * The schema without what types cannot say: which keys need which others.
 * @param {any} schema @returns {any}
 */
function withoutConditions(schema) {
  if (Array.isArray(schema)) return schema.map(withoutConditions);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([key, value]) =>
      key !== 'dependencies' && key !== 'not' && !(key === 'oneOf' && value.every(isRequirement)),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutConditions(value)]));
}

/** @param {any} schema */
function isRequirement(schema) {
  return Object.keys(schema).every((key) => key === 'required');
}

/**
 * JSON as a module: browsers and bundlers read no files.
 * @param {string} name of the constant @param {string} file @param {URL} url
 */
function moduleOf(name, file, url) {
  const value = JSON.parse(readFileSync(url, 'utf8'));
  const banner = `// Made from schema/${file} by tools/generate.mjs; not to be edited.`;
  return `${banner}\nexport const ${name} = ${JSON.stringify(value, null, 1)};\n`;
}
