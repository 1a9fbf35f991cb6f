import type { ParseResult } from '../quantity/quantity.js';

/** The value of a text that the schema let pass, so that it can be read. */
export function accepted<Value>(reading: ParseResult<Value>): Value {
  if (!reading.ok) throw new Error(`a text that passed the schema ${reading.problem}`);
  return reading.value;
}
