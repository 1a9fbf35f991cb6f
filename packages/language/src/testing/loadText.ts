import { diagnosticLine } from '../diagnostics/diagnosticLine.js';
import { type LoadResult, loadScenario } from '../load/index.js';

/** Files beside a scenario, by their names. */
type Siblings = Readonly<Record<string, string | Uint8Array>>;

/** For tests: what comes of a scenario's text, or octets, with files beside it by their names, and parameters. */
export function loadText(
  text: string | Uint8Array,
  siblings: Siblings = {},
  parameters: Readonly<Record<string, string>> = {},
): LoadResult {
  const bytes = octetsOf(text);
  return loadScenario({
    file: 'x.yaml',
    bytes,
    parameters,
    readSibling(path) {
      const content = Object.hasOwn(siblings, path) ? siblings[path] : undefined;
      if (content === undefined) return { message: `'${path}': there is no such file` };
      return { file: path, bytes: octetsOf(content) };
    },
  });
}

/** For tests: the messages about a scenario's text, each on a line; `ok` if there are none. */
export function problemsOf(text: string | Uint8Array, siblings: Siblings = {}): string {
  const result = loadText(text, siblings);
  if (result.ok) return 'ok';
  const more = result.more > 0 ? [`and ${result.more} more`] : [];
  return [...result.problems.map(diagnosticLine), ...more].join('\n');
}

function octetsOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
