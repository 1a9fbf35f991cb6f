/** One thing that every implementation of a port does. */
export interface ComplianceCase {
  /** As a sentence about the implementation. */
  readonly name: string;
  /** Throws a {@link ComplianceError} if it does not. */
  run(): void;
}

/** An implementation does not do what its port asks. */
export class ComplianceError extends Error {
  override readonly name = 'ComplianceError';
  readonly code = 'not-compliant';
}

/** Throws a {@link ComplianceError} unless `holds`. */
export function assertThat(holds: boolean, message: string): asserts holds {
  if (!holds) throw new ComplianceError(message);
}

/** Throws a {@link ComplianceError} unless two values are written alike. */
export function assertSame(what: string, found: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  assertThat(one === other, `${what}: expected ${other}, found ${one}`);
}
