import { type LoadResult, loadScenario } from '../load/index.js';
import { diagnosticLine } from '../report/diagnosticText.js';

/** For tests: what comes of a scenario's text, or octets, with files beside it by their names. */
export function loadText(
  text: string | Uint8Array,
  siblings: Readonly<Record<string, string>> = {},
): LoadResult {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return loadScenario({
    file: 'x.yaml',
    bytes,
    readSibling(path) {
      const content = Object.hasOwn(siblings, path) ? siblings[path] : undefined;
      if (content === undefined) return { message: `'${path}': there is no such file` };
      return { file: path, bytes: new TextEncoder().encode(content) };
    },
  });
}

/** For tests: the messages about a scenario's text, each on a line; `ok` if there are none. */
export function problemsOf(
  text: string | Uint8Array,
  siblings: Readonly<Record<string, string>> = {},
): string {
  const result = loadText(text, siblings);
  if (result.ok) return 'ok';
  const more = result.more > 0 ? [`and ${result.more} more`] : [];
  return [...result.problems.map(diagnosticLine), ...more].join('\n');
}
