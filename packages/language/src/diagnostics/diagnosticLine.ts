import type { Diagnostic, DiagnosticUse } from './diagnostic.js';

/** A message about a file on one line, with what led there: `file:line:column: what is wrong; did you mean this?` */
export function diagnosticLine(diagnostic: Diagnostic): string {
  const { uses = [] } = diagnostic;
  return `${messageLine(diagnostic)}${uses.map((use) => ` [${useText(use)}]`).join('')}`;
}

/** The same without what led to its place. */
export function messageLine(diagnostic: Omit<Diagnostic, 'uses'>): string {
  const { severity, file, line, column, message, suggestion } = diagnostic;
  const kind = severity === 'warning' ? 'warning: ' : '';
  const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`;
  return `${file}:${line}:${column}: ${kind}${message}${hint}`;
}

/** A place that uses another one: `i = 3: file:line:column`. */
export function useText({ file, line, column, what }: DiagnosticUse): string {
  return `${what}: ${file}:${line}:${column}`;
}
