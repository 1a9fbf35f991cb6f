import {
  formatDuration,
  formatRate,
  readBitRate,
  readDuration,
  readPackets,
  readShare,
  readSize,
} from '../../quantity/units.js';

/** What a quantity measures; its amounts are in ns, bits a second, bytes, packets, and shares of 1. */
export type QuantityKind = 'duration' | 'rate' | 'size' | 'packets' | 'share';

const READERS = {
  duration: readDuration,
  rate: readBitRate,
  size: readSize,
  packets: readPackets,
  share: readShare,
} as const;

/** Digits of a percentage that the language reads. */
const SHARE_DIGITS = 10;

const FORMATS: Readonly<Record<QuantityKind, (amount: number) => string>> = {
  duration: (amount) => formatDuration(Math.round(amount)),
  rate: (amount) => formatRate(Math.round(amount)),
  size: (amount) => `${Math.round(amount)}b`,
  packets: (amount) => `${Math.round(amount)}p`,
  share: (amount) => `${Number((100 * amount).toFixed(SHARE_DIGITS))}%`,
};

const BITS_PER_BYTE = 8;
const NS_PER_SECOND = 1_000_000_000;
/** A quantity with its unit, in calculations of `${…}`. */
export class Quantity {
  readonly kind: QuantityKind;
  readonly amount: number;
  /** As it was written; null for what was calculated. */
  readonly written: string | null;

  constructor(kind: QuantityKind, amount: number, written: string | null = null) {
    this.kind = kind;
    this.amount = amount;
    this.written = written;
  }

  /** The quantity that a text names; `undefined` if it names none. */
  static read(text: string): Quantity | undefined {
    if (!/^\d/.test(text)) return undefined;
    for (const kind of Object.keys(READERS) as QuantityKind[]) {
      const reading = READERS[kind](text);
      if (reading.ok) return new Quantity(kind, reading.value, text);
    }
    return undefined;
  }

  /** As the language writes it, rounded to what it can say. */
  get text(): string {
    return this.written ?? FORMATS[this.kind](this.amount);
  }
}

type Factor = Quantity | number | bigint;

/** `left operator right`; throws an Error that says why there is no such thing. */
export function calculate(operator: '+' | '-' | '*' | '/', left: Factor, right: Factor): unknown {
  if (!(left instanceof Quantity)) {
    if (operator === '*' && right instanceof Quantity) return times(right, Number(left));
    throw mismatch(operator, left, right);
  }
  if (!(right instanceof Quantity)) {
    if (operator === '*') return times(left, Number(right));
    if (operator === '/') return times(left, 1 / nonZero(Number(right)));
    throw mismatch(operator, left, right);
  }
  if (operator === '+' || operator === '-') {
    if (left.kind !== right.kind) throw mismatch(operator, left, right);
    const sign = operator === '+' ? 1 : -1;
    return quantity(left.kind, left.amount + sign * right.amount);
  }
  const product = operator === '*' ? productOf(left, right) : quotientOf(left, right);
  if (product === null) throw mismatch(operator, left, right);
  return product;
}

/** Below 0, 0 or above, as `left` is smaller, the same, or larger. Throws as {@link calculate} does. */
export function compare(left: Quantity, right: Quantity): number {
  if (left.kind !== right.kind) throw mismatch('<', left, right);
  return left.amount - right.amount;
}

/** A rate for a while is a size. */
function productOf(left: Quantity, right: Quantity): Quantity | null {
  const [rate, duration] = left.kind === 'rate' ? [left, right] : [right, left];
  if (rate.kind === 'rate' && duration.kind === 'duration') {
    return quantity('size', (rate.amount / BITS_PER_BYTE) * (duration.amount / NS_PER_SECOND));
  }
  if (left.kind === 'share') return times(right, left.amount);
  return right.kind === 'share' ? times(left, right.amount) : null;
}

function quotientOf(left: Quantity, right: Quantity): Quantity | number | null {
  const divisor = nonZero(right.amount);
  if (left.kind === right.kind) return left.amount / divisor;
  if (left.kind !== 'size') return null;
  const bits = left.amount * BITS_PER_BYTE;
  if (right.kind === 'rate') return quantity('duration', (bits / divisor) * NS_PER_SECOND);
  return right.kind === 'duration' ? quantity('rate', (bits / divisor) * NS_PER_SECOND) : null;
}

function times({ kind, amount }: Quantity, factor: number): Quantity {
  return quantity(kind, amount * factor);
}

function quantity(kind: QuantityKind, amount: number): Quantity {
  if (amount < 0) throw new Error(`no ${kind} is below zero`);
  if (!Number.isFinite(amount) || amount > Number.MAX_SAFE_INTEGER) {
    throw new Error(`this is more than any ${kind}`);
  }
  return new Quantity(kind, amount);
}

function nonZero(divisor: number): number {
  if (divisor === 0) throw new Error('nothing is divided by zero');
  return divisor;
}

function mismatch(operator: string, left: Factor, right: Factor): Error {
  return new Error(`${worded(left)} and ${worded(right)} do not go together with '${operator}'`);
}

function worded(factor: Factor): string {
  if (!(factor instanceof Quantity)) return 'a number';
  return factor.kind === 'packets' ? 'a number of packets' : `a ${factor.kind}`;
}
