import { readShare } from '../quantity/units.js';
import { BOOL, DOUBLE, DURATION, INT, type RecordShape, type Shape, STRING } from './shape.js';

/** Functions that find several things by a pattern, and where they are found. */
export const SELECTORS = {
  nodes: 'node',
  links: 'link',
  segments: 'segment',
  apps: 'app',
} as const;

/** A function that finds several things by a pattern. */
export type Selector = keyof typeof SELECTORS;

export function isSelector(name: string): name is Selector {
  return Object.hasOwn(SELECTORS, name);
}

/** What a list of numbers or durations has as a distribution has it. */
export const LIST_STATISTICS = ['min', 'mean', 'p50', 'p95', 'p99', 'max'] as const;

/** Methods beside those of CEL. */
export const OWN_METHODS = ['sum', 'mean', 'min', 'max', 'quantile', 'within', 'between'] as const;

/** A method beside those of CEL. */
export type OwnMethod = (typeof OWN_METHODS)[number];

export function isOwnMethod(name: string): name is OwnMethod {
  return OWN_METHODS.some((method) => method === name);
}

/** What `name` is of each element of a list, or of its numbers together; null if there is no such thing. */
export function memberOfList(element: Shape, name: string): Shape | null {
  if (element.kind === 'record') {
    const field = element.fields.get(name);
    return field === undefined ? null : { kind: 'list', element: field };
  }
  const isStatistic = LIST_STATISTICS.some((each) => each === name);
  if (!isStatistic || !isMeasured(element)) return null;
  return name === 'mean' && element.kind === 'int' ? DOUBLE : element;
}

/** What a method gives; null if there is none that takes these. */
export function resultOfMethod(
  name: OwnMethod,
  receiver: Shape,
  operands: readonly Shape[],
): Shape | null {
  const [first, second, ...others] = operands;
  if (others.length > 0) return null;
  if (name === 'within' || name === 'between') {
    if (first === undefined || second === undefined || !isMeasured(receiver)) return null;
    const isShare = name === 'within' && second.kind === STRING.kind;
    return areAlike(receiver, first) && (isShare || areAlike(receiver, second)) ? BOOL : null;
  }
  if (name === 'quantile') {
    const isOne = first !== undefined && second === undefined && areAlike(DOUBLE, first);
    if (!isOne) return null;
    if (isDistribution(receiver)) return DURATION;
    return receiver.kind === 'list' && isMeasured(receiver.element) ? receiver.element : null;
  }
  if (first !== undefined || receiver.kind !== 'list' || !isMeasured(receiver.element)) return null;
  const { element } = receiver;
  return name === 'mean' && element.kind === INT.kind ? DOUBLE : element;
}

/** What is wrong with a tolerance that is written as a share; null if nothing is. */
export function faultOfTolerance(text: string): string | null {
  const reading = readShare(text);
  return reading.ok
    ? null
    : `'${text}' is no tolerance: expected a number, a duration, or a share such as '5%'`;
}

/** A number or a duration, or something of which nothing is known. */
function isMeasured({ kind }: Shape): boolean {
  return kind === 'int' || kind === 'double' || kind === 'duration' || kind === 'unknown';
}

function areAlike(one: Shape, other: Shape): boolean {
  if (one.kind === 'unknown' || other.kind === 'unknown') return true;
  return isMeasured(other) && (one.kind === 'duration') === (other.kind === 'duration');
}

function isDistribution(shape: Shape): shape is RecordShape {
  return shape.kind === 'record' && shape.fields.has('histogram') && shape.fields.has('p99');
}
