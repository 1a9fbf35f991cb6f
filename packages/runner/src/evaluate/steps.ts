/** Steps that one look at an expression may take: about a tenth of a second. */
const MAX_STEPS = 1_000_000;

/**
 * An expression took more steps than it may. A step is one operation, or one element or character of what is made or
 * read as a whole: counted, never timed, so that the same expression ends the same way everywhere. It bounds the
 * memory that an expression takes as well.
 */
export class StepLimitError extends Error {
  override readonly name = 'StepLimitError';
  readonly code = 'too-many-steps';
  readonly most: number;

  constructor(most: number) {
    super(`more than ${most} steps`);
    this.most = most;
  }
}

/** Counts the steps of one look at an expression. */
export class Steps {
  readonly most: number;
  #taken = 0;

  constructor(most = MAX_STEPS) {
    this.most = most;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Takes so many steps. Throws a {@link StepLimitError}. */
  take(count = 1): void {
    this.#taken += count;
    if (this.#taken > this.most) throw new StepLimitError(this.most);
  }
}
