/** Plain words that are no texts (YAML 1.2, core schema 10.3.2). */
const WORDS: ReadonlyMap<string, null | boolean> = new Map([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const MAX_WORD_LENGTH = 5;

const SIMPLE_INTEGER = /^-?(?:0|[1-9]\d{0,14})$/;
const SIMPLE_DECIMAL = /^-?(?:0|[1-9]\d{0,14})\.\d{1,15}$/;
/** All numbers of the core schema. */
const ANY_NUMBER =
  /^(?:[-+]?\d+|0o[0-7]+|0x[\dA-Fa-f]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;

/** In place of a value: the text is to be read with all care. */
export const NOT_QUICK = Symbol('not quick');

/** What a plain scalar stands for. */
export function plainScalar(text: string): string | number | boolean | null | typeof NOT_QUICK {
  const first = text.charCodeAt(0);
  const isNumeric = (first >= 0x30 && first <= 0x39) || first === 0x2d || first === 0x2e;
  if (!isNumeric && first !== 0x2b) {
    if (text.length > MAX_WORD_LENGTH) return text;
    const word = WORDS.get(text);
    return word === undefined ? text : word;
  }
  if (SIMPLE_INTEGER.test(text) || SIMPLE_DECIMAL.test(text)) return Number(text);
  return ANY_NUMBER.test(text) ? NOT_QUICK : text;
}
