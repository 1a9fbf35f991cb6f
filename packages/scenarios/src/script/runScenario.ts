import { type RunnableScenario, type RunOptions, runScenario as run } from '@packetloom/runner';
import { nodeScriptHost } from './nodeScriptHost.js';

/** Runs a scenario, with its scripts, which Node can run. See `runScenario` of `@packetloom/runner`. */
export function runScenario(
  scenario: RunnableScenario,
  options?: RunOptions,
): ReturnType<typeof run> {
  return run(scenario, { scriptHost: nodeScriptHost, ...options });
}
