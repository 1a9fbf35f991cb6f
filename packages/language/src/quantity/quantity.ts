/** Outcome of reading a text: a value, or what is wrong with it and what may have been meant. */
export type ParseResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string; readonly suggestion?: string };

/** A text that was understood. */
export function parsed<Value>(value: Value): ParseResult<Value> {
  return { ok: true, value };
}

/** A text that was not understood; `problem` completes the sentence "'20 ms' …". */
export function parseFailure(problem: string, suggestion?: string): ParseResult<never> {
  return suggestion === undefined ? { ok: false, problem } : { ok: false, problem, suggestion };
}

/** A kind of quantity: its units and how large it may be. */
export interface QuantityKind {
  /** What it is called in a message: `duration`. */
  readonly name: string;
  /** Factor of each unit, in terms of the base unit; order as in messages. */
  readonly units: Readonly<Record<string, bigint>>;
  /** The base unit, in which no fraction may remain: `1ns`. */
  readonly base: string;
  /** A good example, for messages: `20ms`. */
  readonly example: string;
  readonly largest: bigint;
  /** Words that people use for a unit that is written differently here. */
  readonly synonyms?: Readonly<Record<string, string>>;
}

const FORM = /^(\d+)(?:\.(\d+))?\s*([a-zµμ%/]*)$/i;
/** More digits than any quantity needs: guards the arithmetic against huge inputs. */
const MAX_LENGTH = 40;

/**
 * The quantity that a text such as `0.1ms` names, in the base unit. Exact: decimal arithmetic, no
 * floating point; what would need a fraction of the base unit is refused.
 */
export function readQuantity(kind: QuantityKind, text: string): ParseResult<number> {
  const units = Object.keys(kind.units);
  const expected = `a ${kind.name} is a number and a unit (${units.join(', ')}), such as ${kind.example}`;
  if (text.length > MAX_LENGTH) return parseFailure(`is far too long: ${expected}`);
  const match = FORM.exec(text);
  if (match === null) return parseFailure(`is no ${kind.name}: ${expected}`, cleaned(kind, text));
  const [, whole = '', fraction = '', unit = ''] = match;
  const digits = fraction === '' ? whole : `${whole}.${fraction}`;
  if (unit === '') {
    return parseFailure(`has no unit: ${expected}`, `${digits}${unitOf(kind.example)}`);
  }
  const factor = own(kind.units, unit);
  if (factor === undefined || text !== `${digits}${unit}`) {
    const suggestion = Object.hasOwn(kind.units, unit) ? unit : suggestUnit(kind, unit);
    const problem =
      factor === undefined ? `has the unknown unit '${unit}'` : 'has a space before its unit';
    return parseFailure(
      `${problem}: ${expected}`,
      suggestion === undefined ? undefined : `${digits}${suggestion}`,
    );
  }
  return inBaseUnit(kind, whole, fraction, factor);
}

function inBaseUnit(
  kind: QuantityKind,
  whole: string,
  fraction: string,
  factor: bigint,
): ParseResult<number> {
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(`${whole}${fraction}`) * factor;
  if (scaled % scale !== 0n) {
    return parseFailure(`is finer than ${kind.base}, the finest ${kind.name} there is`);
  }
  const value = scaled / scale;
  if (value > kind.largest) {
    return parseFailure(
      `is more than the largest ${kind.name}, ${kind.largest}${unitOf(kind.base)}`,
    );
  }
  return parsed(Number(value));
}

function unitOf(quantity: string): string {
  return quantity.replace(/^[\d.]+/, '');
}

/** The unit of this kind that differs from `word` in its letters' case only, or is a synonym. */
function suggestUnit(kind: QuantityKind, word: string): string | undefined {
  const lower = word.toLowerCase();
  if (Object.hasOwn(kind.units, lower)) return lower;
  return own(kind.synonyms ?? {}, lower);
}

/** Names such as `constructor` are in every object, but no unit. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The text without what is often written around and inside numbers. */
function cleaned(kind: QuantityKind, text: string): string | undefined {
  const simpler = text.trim().replace(/[\s_]/g, '').replace(',', '.').replace(/^\+/, '');
  if (simpler === text) return undefined;
  return readQuantity(kind, simpler).ok ? simpler : undefined;
}
