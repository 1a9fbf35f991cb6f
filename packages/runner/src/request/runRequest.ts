import { loadScenario, type Sibling } from '@packetloom/language';
import type { OutputSinks } from '@packetloom/language/run';
import { type RunOptions, runScenario } from '../run/index.js';
import { fromBase64 } from './base64.js';
import { unlessGivenUp } from './givenUp.js';
import type { CheckedRequest, CheckedResult, RunRequest, RunResult } from './request.js';

/**
 * What a run is given from outside: where its streams go, what runs scripts. Nothing of it changes the
 * result.
 */
export type RunPorts = OutputSinks & Pick<RunOptions, 'scriptHost' | 'onProgress'>;

/** Runs a scenario that was checked already. It throws for nothing but bugs, and for what the sinks throw. */
export function runRequest(request: CheckedRequest, ports?: RunPorts): CheckedResult;
/** Reads, checks and runs a scenario. It throws for nothing but bugs, and for what the sinks throw. */
export function runRequest(request: RunRequest, ports?: RunPorts): RunResult;
export function runRequest(request: RunRequest | CheckedRequest, ports: RunPorts = {}): RunResult {
  if ('scenario' in request) return runChecked(request, ports);
  const { file, text, parameters = {}, files, scripts, ...choices } = request;
  const loaded = loadScenario({
    file,
    bytes: new TextEncoder().encode(text),
    parameters,
    readSibling: (path) => siblingOf(request, path),
    readScript: (path) => {
      const script = scripts.find((each) => each.path === path);
      return script ?? { message: `the request has no script '${path}'` };
    },
  });
  if (!loaded.ok) return { kind: 'refused', problems: loaded.problems, more: loaded.more };
  const result = runChecked({ scenario: loaded, ...choices }, ports);
  if (result.kind === 'finished') return { ...result, warnings: loaded.warnings };
  const place =
    result.expectation === null ? null : loaded.expectationPositions[result.expectation];
  if (place === null || place === undefined) return result;
  const { line, column } = place;
  return { ...result, position: { file: place.file, line, column } };
}

function runChecked({ scenario, ...choices }: CheckedRequest, ports: RunPorts): CheckedResult {
  const attempt = unlessGivenUp(scenario, () => runScenario(scenario, { ...choices, ...ports }));
  if (attempt.kind === 'given-up') return attempt;
  return { kind: 'finished', result: attempt.value, warnings: [] };
}

function siblingOf({ files }: RunRequest, path: string): Sibling {
  const found = files.find((each) => each.path === path);
  if (found === undefined) return { message: `the request has no file '${path}'` };
  const bytes = fromBase64(found.base64);
  return bytes === null ? { message: `'${path}' is not in base64` } : { file: found.file, bytes };
}
