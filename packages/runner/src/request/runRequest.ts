import { type LoadResult, loadScenario, type Sibling } from '@packetloom/language';
import type { OutputSinks } from '@packetloom/language/run';
import { MAX_TIME_NS, TimeRangeError } from '@packetloom/sim';
import { ExpectationLimitError } from '../expectations/index.js';
import { RunawayError, type RunOptions, runScenario } from '../run/index.js';
import { NoScriptHostError, ScriptError } from '../script/index.js';
import { fromBase64 } from './base64.js';
import type { RunRequest, RunResult } from './request.js';

/**
 * What the position where a run happens gives: where its streams go, what runs scripts. Nothing of it changes the
 * result.
 */
export type RunPorts = OutputSinks & Pick<RunOptions, 'scriptHost' | 'onProgress'>;

/** Runs what is asked for. It throws for nothing but bugs, and for what the sinks throw. */
export function runRequest(request: RunRequest, ports: RunPorts = {}): RunResult {
  const { file, text, files, scripts, ...choices } = request;
  const loaded = loadScenario({
    file,
    bytes: new TextEncoder().encode(text),
    readSibling: (path) => siblingOf(request, path),
    readScript: (path) => {
      const script = scripts.find((each) => each.path === path);
      return script ?? { message: `the request has no script '${path}'` };
    },
  });
  if (!loaded.ok) return { kind: 'refused', problems: loaded.problems, more: loaded.more };
  try {
    const result = runScenario(loaded, { ...choices, ...ports });
    return { kind: 'finished', result, warnings: loaded.warnings };
  } catch (error) {
    const givenUp = reasonOf(error, loaded);
    if (givenUp === null) throw error;
    return { kind: 'given-up', ...givenUp };
  }
}

function siblingOf({ files }: RunRequest, path: string): Sibling {
  const found = files.find((each) => each.path === path);
  if (found === undefined) return { message: `the request has no file '${path}'` };
  const bytes = fromBase64(found.base64);
  return bytes === null ? { message: `'${path}' is not in base64` } : { file: found.file, bytes };
}

type Reason = Omit<Extract<RunResult, { kind: 'given-up' }>, 'kind'>;

/** Why a run was given up; null if that is a bug. */
function reasonOf(error: unknown, loaded: Extract<LoadResult, { ok: true }>): Reason | null {
  if (error instanceof RunawayError || error instanceof NoScriptHostError) {
    return { code: error.code, message: error.message, position: null };
  }
  if (error instanceof ScriptError) {
    return { code: error.code, message: error.message, position: error.position };
  }
  if (error instanceof ExpectationLimitError) {
    const index = loaded.document.expectations.indexOf(error.expectation);
    const { file, line, column } = loaded.expectationPositions[index] ?? {};
    const known = file !== undefined && line !== undefined && column !== undefined;
    const position = known ? { file, line, column } : null;
    return { code: error.code, message: error.message, position };
  }
  if (error instanceof TimeRangeError && error.timeNs > MAX_TIME_NS) {
    const message = `something would happen after ${MAX_TIME_NS}ns, the end of time`;
    return { code: 'end-of-time', message, position: null };
  }
  return null;
}
