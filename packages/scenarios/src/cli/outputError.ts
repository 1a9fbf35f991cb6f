/** Something cannot be written: a file, the folder of --out, or standard output. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  readonly code = 'output-failed';
}

/** Does `work`; what the operating system says against it becomes an {@link OutputError}. */
export function orOutputError<Result>(what: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new OutputError(`${what}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Without the call and the path, which is a temporary one. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [, code, what] = /^(E[A-Z0-9]+): ([^,]+)/.exec(error.message) ?? [];
  return code === undefined ? error.message : `${what} (${code})`;
}
