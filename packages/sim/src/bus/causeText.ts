/** What was thrown, as text; it may be anything, and looking at it may throw again. */
export function causeText(cause: unknown): string {
  try {
    return cause instanceof Error ? cause.message : String(cause);
  } catch {
    return 'something that cannot be shown';
  }
}
