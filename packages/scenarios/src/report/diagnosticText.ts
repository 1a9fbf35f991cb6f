import type { Diagnostic } from '../load/index.js';
import type { Style } from './style.js';

/** A message about a file on one line: `file:line:column: what is wrong; did you mean this?` */
export function diagnosticLine(diagnostic: Diagnostic): string {
  const { severity, file, line, column, message, suggestion } = diagnostic;
  const kind = severity === 'warning' ? 'warning: ' : '';
  const meant = suggestion === undefined ? '' : `; did you mean ${suggestion}?`;
  return `${file}:${line}:${column}: ${kind}${message}${meant}`;
}

/** A message with the line of the file that it is about. */
export function diagnosticText(diagnostic: Diagnostic, style: Style): string {
  const { line, excerpt, severity } = diagnostic;
  const text = diagnosticLine(diagnostic);
  const place = text.slice(0, text.indexOf(': ') + 1);
  const colour = severity === 'warning' ? style.yellow : style.red;
  const first = `${style.bold(place)}${colour(text.slice(place.length))}`;
  if (excerpt === undefined) return first;
  const number = String(line).padStart(5);
  const indentation = excerpt.text.slice(0, excerpt.start).replace(/[^\t]/g, ' ');
  const mark = colour('^'.repeat(excerpt.length));
  return [
    first,
    style.dim(`${number} | `) + excerpt.text,
    style.dim(`${' '.repeat(number.length)} | `) + indentation + mark,
  ].join('\n');
}
