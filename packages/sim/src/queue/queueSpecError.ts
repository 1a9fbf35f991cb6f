/** A queue that cannot be; the message names what is impossible about it. */
export class QueueSpecError extends RangeError {
  override readonly name = 'QueueSpecError';
  readonly code = 'impossible-queue';
}

export function impossible(what: string): QueueSpecError {
  return new QueueSpecError(`${what} is impossible`);
}

/** Throws unless each of these, where it is given, is a whole number of at least 1. */
export function assertCounts<Spec extends object>(
  kind: string,
  spec: Spec,
  names: readonly (keyof Spec & string)[],
): void {
  for (const name of names) {
    const value: unknown = spec[name];
    if (value === undefined || (Number.isSafeInteger(value) && (value as number) >= 1)) continue;
    throw impossible(`a ${kind} queue with ${name} ${String(value)}`);
  }
}
