import type { Context } from '../../../context/context.js';
import type { EventInputs, Written } from '../../define/event.js';
import type { ScriptEvent } from './event.js';

const DEFAULT_EXPORT = 'default';

/** A call of a script as it is run; null if it cannot be. */
export function normalise(
  { event, detail: file, atNs }: Written<'script'>,
  _: EventInputs,
  { findings, pathOf, scripts }: Context,
): ScriptEvent | null {
  const path = pathOf(event);
  for (const key of ['node', 'link', 'segment', 'nic'] as const) {
    if (event[key] === undefined) continue;
    const message = `'${key}' does not go with a script: it says itself what it acts on`;
    findings.add({ path: [...path, key], about: 'key', message });
  }
  if (scripts === null) {
    const message = `this runs a script, '${file}': if you trust it, allow it with --allow-scripts`;
    findings.add({ path: [...path, 'script'], about: 'key', message });
    return null;
  }
  const read = scripts(file);
  if ('message' in read) {
    findings.add({ path: [...path, 'script'], message: read.message });
    return null;
  }
  if (!('source' in read)) return null;
  const { source } = read;
  const name = event.export ?? DEFAULT_EXPORT;
  if (!source.exports.includes(name)) {
    const at = event.export === undefined ? 'script' : 'export';
    findings.unknown([...path, at], `export of '${file}' called`, name, source.exports);
  }
  return { kind: 'script', atNs, file, export: name, source };
}
