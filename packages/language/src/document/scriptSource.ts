/** A script that is ready to be run: one piece of JavaScript, with all that it imports. Plain values. */
export interface ScriptSource {
  /** The file as messages name it. */
  readonly file: string;
  readonly code: string;
  /** Its source map (ECMA-426), as JSON. */
  readonly map: string;
  /** Names that it exports. */
  readonly exports: readonly string[];
}

/** A function of a script that is called. */
export interface ScriptCall {
  /** Name of the function that the script exports. */
  readonly export: string;
  readonly source: ScriptSource;
}

/** A place in a script. */
export interface ScriptPosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A mistake in a script that can be seen before it runs. */
export interface ScriptProblem extends ScriptPosition {
  readonly message: string;
}
