/** Why an expression has no value. */
export type EvaluationErrorCode =
  | 'no-such-key'
  | 'no-such-element'
  | 'wrong-kind'
  | 'division-by-zero'
  | 'overflow'
  | 'function-failed';

/** An expression has no value now, though nothing is wrong with its text. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  readonly code: EvaluationErrorCode;
  /** The key that is not there; of `no-such-key`. */
  readonly key: string | null;

  constructor(code: EvaluationErrorCode, message: string, key: string | null = null) {
    super(message);
    this.code = code;
    this.key = key;
  }
}
