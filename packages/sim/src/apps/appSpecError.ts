/** An app that cannot be; the message names what is impossible about it. */
export class AppSpecError extends RangeError {
  override readonly name = 'AppSpecError';
  readonly code = 'impossible-app';
}

/** Throws an {@link AppSpecError} unless `value` is an integer from `least` to 2^53 − 1. */
export function assertInteger(what: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new AppSpecError(`${what} of ${value} is impossible: expected an integer from ${least} on`);
}
