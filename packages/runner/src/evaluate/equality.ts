import { celDurationNs } from '@packetloom/language/internal';
import type { Steps } from './steps.js';
import { isMapping, keysOf, kindOf, memberOf, numberOf } from './value.js';

/**
 * Whether two values are equal, as CEL has it: numbers by what they count, whatever their type; lists and mappings by
 * what is in them; values of different kinds never.
 */
export function isEqual(left: unknown, right: unknown, steps: Steps): boolean {
  steps.take();
  if (left === right) return !Number.isNaN(left);
  const numbers = [numberOf(left), numberOf(right)] as const;
  if (numbers[0] !== undefined && numbers[1] !== undefined) {
    return order(numbers[0], numbers[1]) === 0;
  }
  if (kindOf(left) !== kindOf(right)) return false;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((element, index) => isEqual(element, right[index], steps))
    );
  }
  if (isMapping(left) && isMapping(right)) {
    const keys = keysOf(left);
    return (
      keys.length === keysOf(right).length &&
      keys.every((key) => isEqual(memberOf(left, key), memberOf(right, key), steps))
    );
  }
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    steps.take(left.length);
    return left.length === right.length && left.every((octet, index) => octet === right[index]);
  }
  const [a, b] = [celDurationNs(left), celDurationNs(right)];
  return a !== undefined && a === b;
}

/** -1, 0 or 1 as the left one is smaller, equal or larger; `undefined` where one is no number. */
export function order<Comparable extends number | bigint | string | boolean>(
  left: Comparable,
  right: Comparable,
): -1 | 0 | 1 | undefined {
  if (left < right) return -1;
  if (left > right) return 1;
  return Number.isNaN(left) || Number.isNaN(right) ? undefined : 0;
}
