import type { Diagnostic } from './diagnostic.js';

/** A message about a file on one line: `file:line:column: what is wrong; did you mean this?` */
export function diagnosticLine(diagnostic: Diagnostic): string {
  const { severity, file, line, column, message, suggestion } = diagnostic;
  const kind = severity === 'warning' ? 'warning: ' : '';
  const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`;
  return `${file}:${line}:${column}: ${kind}${message}${hint}`;
}
