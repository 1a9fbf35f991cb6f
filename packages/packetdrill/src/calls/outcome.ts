/** What one try of a call came to. */
export type CallOutcome =
  | { readonly kind: 'done'; readonly value: number; readonly note: string | null }
  | { readonly kind: 'error'; readonly errno: string }
  /** It waits; to be tried again when something happened. */
  | { readonly kind: 'blocked' };

export const BLOCKED: CallOutcome = { kind: 'blocked' };

/** `note`: how what the call filled in differs from what the script expects; null if it does not. */
export function done(value: number, note: string | null = null): CallOutcome {
  return { kind: 'done', value, note };
}

export function failed(errno: string): CallOutcome {
  return { kind: 'error', errno };
}

/** Success, or an error by name. */
export function fromErrno(errno: string | null): CallOutcome {
  return errno === null ? done(0) : failed(errno);
}
