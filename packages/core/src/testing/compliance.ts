/** One demand on every implementation of a port; `run` throws where it is not met. For any test runner. */
export interface ComplianceCase {
  readonly name: string;
  readonly run: () => void;
}

/** Throws unless it holds. */
export function assertThat(holds: boolean, expected: string, found: unknown): void {
  if (!holds) throw new Error(`expected ${expected}, found ${JSON.stringify(found)}`);
}

/** Throws unless both are the same as JSON. */
export function demandEqual(found: unknown, expected: unknown): void {
  assertThat(JSON.stringify(found) === JSON.stringify(expected), JSON.stringify(expected), found);
}
