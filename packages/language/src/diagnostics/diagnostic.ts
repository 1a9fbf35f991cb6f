import type { SourceText } from './sourceText.js';

/** Steps from the top of a document to a value: keys of mappings, places in lists. */
export type DocumentPath = readonly (string | number)[];

/** Something wrong with a value of a document, whatever text the document came from. */
export interface Problem {
  readonly path: DocumentPath;
  /** Whether it is about the key at the end of the path, or about the value. Default value. */
  readonly about?: 'key' | 'value';
  /** Where inside the value, a text, it is: the first character and the one after the last. */
  readonly within?: { readonly start: number; readonly end: number };
  /** What was found and what was expected, as a sentence without a full stop. */
  readonly message: string;
  /** What may have been meant. */
  readonly suggestion?: string;
}

/** Something wrong with a place of a text. */
export interface Fault {
  readonly offset: number;
  /** Offset after the last character that is concerned. */
  readonly end: number;
  readonly message: string;
  readonly suggestion?: string;
}

/** A message about a file, as users see it. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly suggestion?: string;
  /** The line of the file, with the columns to be marked. Not there if no line can be shown. */
  readonly excerpt?: { readonly text: string; readonly start: number; readonly length: number };
  /** What led to this place, the nearest first: turns of loops, templates, included files. */
  readonly uses?: readonly DiagnosticUse[];
}

/** A place that uses the one that a message is about. */
export interface DiagnosticUse {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** How, in a few words: `i = 3`, `template 'slow'`. */
  readonly what: string;
}

const WIDEST_EXCERPT = 160;

/** A fault as a message about a file. */
export function diagnosticOf(
  source: SourceText,
  fault: Fault,
  severity: Diagnostic['severity'] = 'error',
): Diagnostic {
  const { line, column } = source.positionOf(fault.offset);
  const { message, suggestion } = fault;
  const text = source.line(line);
  const about = { severity, file: source.file, line, column, message };
  const start = column - 1;
  const length = Math.max(1, Math.min(fault.end - fault.offset, text.length - start));
  const excerpt = text.slice(0, WIDEST_EXCERPT);
  const shown = start + length <= WIDEST_EXCERPT && printable(excerpt);
  return {
    ...about,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(shown ? { excerpt: { text: excerpt, start, length } } : {}),
  };
}

/** A message about a file as a whole. */
export function wholeFileDiagnostic(file: string, message: string): Diagnostic {
  return { severity: 'error', file, line: 1, column: 1, message };
}

/** In the order of the files' lines, each message once; of a place that is used often, its first use alone. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = [...diagnostics].sort((a, b) => a.line - b.line || a.column - b.column);
  const seen = new Set<string>();
  return sorted.filter(({ file, line, column, message, uses }) => {
    const place = `${file}:${line}:${column}`;
    const key = uses === undefined ? `${place}:${message}` : `${place}:used`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Nothing that a terminal would take for a command, and no sign of what could not be decoded. */
function printable(text: string): boolean {
  return !/[^\P{Cc}\t]|\ufffd/u.test(text);
}
