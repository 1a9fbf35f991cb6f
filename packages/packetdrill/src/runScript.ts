// A script from its text to its verdict.
import { settingsOf } from './host/settings.js';
import { NotSupported, SyntaxFault } from './language/faults.js';
import type { Defines } from './language/lexer.js';
import { parseScript } from './language/parseScript.js';
import { ScriptFailure } from './run/failure.js';
import { ScriptRun } from './run/scriptRun.js';

/** What came of a script. Lines and columns count from 1. */
export type Verdict =
  | { readonly status: 'passed' }
  /** The host did something else; `message` may have several lines. */
  | { readonly status: 'failed'; readonly line: number; readonly message: string }
  /** It needs what does not exist here. */
  | { readonly status: 'not-supported'; readonly line: number; readonly construct: string }
  /** A fault of ours came to light while the event of that line was run. */
  | { readonly status: 'internal-error'; readonly line: number; readonly message: string }
  /** It is not in the language. */
  | {
      readonly status: 'invalid';
      readonly line: number;
      readonly column: number;
      readonly message: string;
    };

export interface RunOptions {
  readonly defines?: Defines;
  /** Told what happens, line by line. */
  readonly log?: (line: string) => void;
}

/** Runs a script on a new host. The same text has the same verdict everywhere. */
export function runScript(text: string, options: RunOptions = {}): Verdict {
  let run: ScriptRun | null = null;
  try {
    const script = parseScript(text, options.defines);
    const settings = settingsOf(script.options);
    run = new ScriptRun(script, settings, options.log ?? (() => undefined));
    run.run();
    return { status: 'passed' };
  } catch (error) {
    if (error instanceof ScriptFailure) {
      return { status: 'failed', line: error.line, message: error.message };
    }
    if (error instanceof NotSupported) {
      return { status: 'not-supported', line: error.line, construct: error.construct };
    }
    if (error instanceof SyntaxFault) {
      return { status: 'invalid', ...error.position, message: error.message };
    }
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 'internal-error', line: run?.line ?? 1, message };
  }
}
