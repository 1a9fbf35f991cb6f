import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, join } from 'node:path';
import type { ScriptPosition, ScriptSource } from '@packetloom/language';
import { textsOfThrown } from '@packetloom/runner/internal';

/** The place of a script where an error was made; null if it was not made in one. */
export function scriptPositionOf(
  error: unknown,
  sources: readonly ScriptSource[],
): ScriptPosition | null {
  const { stack = '' } = textsOfThrown(error);
  for (const line of stack.split('\n')) {
    for (const source of sources) {
      const at = line.lastIndexOf(`${source.file}:`);
      const [, row, column] = at < 0 ? [] : (/:(\d+):(\d+)/.exec(line.slice(at)) ?? []);
      const position = row === undefined ? null : original(source, Number(row), Number(column));
      if (position !== null) return position;
    }
  }
  return null;
}

/** Places in what was imported from packages are passed over: the user looks for a line of his own. */
function original(source: ScriptSource, line: number, column: number): ScriptPosition | null {
  const map = new SourceMap(JSON.parse(source.map) as SourceMapPayload);
  const entry = map.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry) || entry.originalSource === undefined) return null;
  if (entry.originalSource.includes('node_modules/')) return null;
  return {
    file: join(dirname(source.file), entry.originalSource),
    line: entry.originalLine + 1,
    column: entry.originalColumn + 1,
  };
}
