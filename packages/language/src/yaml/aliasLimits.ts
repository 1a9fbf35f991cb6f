/** Mappings and lists inside each other; a scenario needs six. */
export const MAX_NESTING_DEPTH = 64;

/** Values that aliases of a short text may stand for, all together. */
const MIN_ALIASED_VALUES = 20_000;
/** Of a long text, one for so many characters: aliases as people write them stand for fewer. */
const CHARACTERS_A_VALUE = 2;

/** Values that the aliases of a text may stand for, all together: guards against files that explode. */
export function maxAliasedValues(length: number): number {
  return Math.max(MIN_ALIASED_VALUES, Math.floor(length / CHARACTERS_A_VALUE));
}
