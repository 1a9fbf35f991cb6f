import { BOOL, DOUBLE, DURATION, INT, type Shape, UNKNOWN } from './shape.js';

/** Words for kinds of values, as messages use them. */
const KIND_NAMES: Readonly<Record<string, string>> = {
  int: 'a number',
  double: 'a number',
  bool: 'true or false',
  string: 'a text',
  duration: 'a duration',
  list: 'a list',
};

/** What something is, in words. */
export function describeShape(shape: Shape): string {
  return shape.kind === 'record' ? shape.what : (KIND_NAMES[shape.kind] ?? 'something');
}

const VERBS: Readonly<Record<string, string>> = {
  '+': 'added',
  '-': 'subtracted',
  '*': 'multiplied',
  '/': 'divided',
  '%': 'divided with a rest',
};

/** What a calculation gives, or what is wrong with it. */
export function calculation(
  operator: string,
  left: Shape,
  right: Shape,
): { readonly shape: Shape } | { readonly fault: string } {
  const [a, b] = [left.kind, right.kind];
  if (a === 'unknown' || b === 'unknown') return { shape: UNKNOWN };
  const bothNumbers = isNumber(left) && isNumber(right);
  if (operator === '%') {
    if (bothNumbers) return a === 'int' && b === 'int' ? { shape: INT } : { fault: NO_REST };
  } else if (bothNumbers) {
    return { shape: a === 'int' && b === 'int' ? INT : DOUBLE };
  }
  const isSum = operator === '+' || operator === '-';
  if (a === 'duration' && b === 'duration') {
    if (isSum) return { shape: DURATION };
    if (operator === '/') return { shape: DOUBLE };
  }
  if (a === 'duration' && isNumber(right) && (operator === '*' || operator === '/')) {
    return { shape: DURATION };
  }
  if (isNumber(left) && b === 'duration' && operator === '*') return { shape: DURATION };
  if (operator === '+' && a === b && (a === 'string' || a === 'list')) return { shape: left };
  const [what, other] = [describeShape(left), describeShape(right)];
  const both = what === other ? `${what} and another one` : `${what} and ${other}`;
  return { fault: `${both} cannot be ${VERBS[operator] ?? 'taken together'}` };
}

const NO_REST = "'%' is of whole numbers only";

/** Whether a condition can be true or false. */
export function canBeTrue(shape: Shape): boolean {
  return shape.kind === BOOL.kind || shape.kind === 'unknown';
}

function isNumber({ kind }: Shape): boolean {
  return kind === 'int' || kind === 'double';
}
