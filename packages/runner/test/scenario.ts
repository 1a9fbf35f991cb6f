import { type LoadResult, loadScenario } from '@packetloom/language';
import { type RunOptions, runScenario, type ScenarioResult } from '../src/run/index.js';

/** A scenario from its YAML text, without what every scenario begins with. Mistakes are thrown. */
export function scenario(text: string): Extract<LoadResult, { ok: true }> {
  const bytes = new TextEncoder().encode(`schema: 1\nname: test\n${text}`);
  const readSibling = () => ({ message: 'there are no files beside this scenario' });
  const loaded = loadScenario({ file: 'test.yaml', bytes, readSibling });
  if (loaded.ok) return loaded;
  const messages = loaded.problems.map(({ line, message }) => `line ${line}: ${message}`);
  throw new Error(messages.join('\n'));
}

/** The outcome of a scenario from its YAML text. */
export function outcomeOf(text: string, options?: RunOptions): ScenarioResult {
  return runScenario(scenario(text), options);
}

/** Two hosts with a link of 5 ms and without a rate: `h1:eth0` is 10.0.0.1, `h2:eth0` is 10.0.0.2. */
export const TWO_HOSTS = `
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ name: wire, endpoints: ["h1:eth0", "h2:eth0"], delay: 5ms, rate: unlimited }]
`;
