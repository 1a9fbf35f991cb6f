// The schema as code that only says whether a document is valid: compiling the schema takes a third of a second, which
// each start of the command would pay.

import { _, Ajv, Name } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

/** What the code calls what it is given. */
const READS = 'reads';
const LENGTH_OF = 'lengthOf';
/** Keys of the schema that say nothing of what is valid. */
const FOR_PEOPLE = new Set(['title', 'description', 'examples', 'default', '$schema', '$comment']);

/**
 * @param {any} schema
 * @returns {string} a module with `validatorOf(reads, lengthOf)`: `reads(form, text)` says whether a text reads as
 *   its form, `lengthOf(text)` counts its characters; the result says whether a document is valid
 */
export function validatorCode(schema) {
  const ajv = new Ajv({
    allowUnionTypes: true,
    strictTypes: false,
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addKeyword({
    keyword: 'form',
    type: 'string',
    schemaType: 'string',
    code: (context) => context.fail(_`!${new Name(READS)}(${context.schema}, ${context.data})`),
  });
  const body = standalone
    .default(ajv, ajv.compile(bare(schema, false)))
    .replace('require("ajv/dist/runtime/ucs2length").default', LENGTH_OF)
    .replace('"use strict";', '')
    .replace(/export const validate = (\w+);/, '')
    .replace(/export default (\w+);/, 'const result = $1;');
  if (/\brequire\(|^export /m.test(body)) throw new Error('the code of ajv has another form');
  return `export function validatorOf(${READS}, ${LENGTH_OF}) {\n${body}\nreturn result;\n}\n`;
}

/**
 * @param {any} schema @param {boolean} namesKeys whether its keys are names of the language
 * @returns {any}
 */
function bare(schema, namesKeys) {
  if (Array.isArray(schema)) return schema.map((part) => bare(part, false));
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => namesKeys || !FOR_PEOPLE.has(key));
  return Object.fromEntries(
    kept.map(([key, part]) => {
      const inner = !namesKeys && ['properties', 'definitions', 'dependencies'].includes(key);
      return [key, key === 'enum' || key === 'const' ? part : bare(part, inner)];
    }),
  );
}
