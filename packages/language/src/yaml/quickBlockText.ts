import { CARRIAGE_RETURN, DASH, isPrintable, SPACE, TAB } from './quickCharacters.js';

/** A text in a block, and where the line behind it begins. */
export interface BlockText {
  readonly value: string;
  readonly end: number;
}

interface Line {
  readonly indent: number;
  /** Without indentation; empty: the line is blank. */
  readonly content: string;
}

/**
 * The text of a block scalar (`|` or `>`, YAML 1.2.2, 8.1) whose first line begins at `at`. `header` is what stands
 * behind the mark; `around`, the column of the block around it. Null: it is not as most are, or wrong.
 */
export function blockText(
  text: string,
  at: number,
  { isFolded, header, around }: { isFolded: boolean; header: string; around: number },
): BlockText | null {
  const isStripped = header.charCodeAt(0) === DASH;
  if (header.length > (isStripped ? 1 : 0)) return null;
  const taken = linesOf(text, at, around);
  if (taken === null) return null;
  const { lines, indent, end } = taken;
  const value = isFolded ? folded(lines, indent) : literal(lines, indent);
  return value === null ? null : { value: isStripped ? value : `${value}\n`, end };
}

/** The lines of the text, without blank ones at its end. */
function linesOf(text: string, start: number, around: number) {
  const lines: Line[] = [];
  let indent = -1;
  let filled = 0;
  let at = start;
  while (at < text.length) {
    const found = text.indexOf('\n', at);
    const next = found < 0 ? text.length : found + 1;
    const line = lineAt(text, at, found < 0 ? text.length : found);
    if (line === null) return null;
    if (line.content !== '') {
      if (line.indent <= around || line.indent < indent) break;
      if (indent < 0) indent = line.indent;
      filled = lines.length + 1;
    }
    lines.push(line);
    at = next;
  }
  // Blanks that reach into the text would be part of it.
  const isPlain = lines.every((line) => line.content !== '' || line.indent <= indent);
  return indent < 0 || !isPlain ? null : { lines: lines.slice(0, filled), indent, end: at };
}

/** Null where it has characters that may mean something else. */
function lineAt(text: string, start: number, newline: number): Line | null {
  const end = text.charCodeAt(newline - 1) === CARRIAGE_RETURN ? newline - 1 : newline;
  let at = start;
  while (at < end && text.charCodeAt(at) === SPACE) at += 1;
  const content = at;
  for (; at < end; at += 1) if (!isPrintable(text.charCodeAt(at))) return null;
  return { indent: content - start, content: text.slice(content, end) };
}

function literal(lines: readonly Line[], indent: number): string {
  return lines
    .map((line) => ' '.repeat(Math.max(0, line.indent - indent)) + line.content)
    .join('\n');
}

/** Lines with a blank between them; blank lines as ends of lines. Null with lines that are farther in. */
function folded(lines: readonly Line[], indent: number): string | null {
  let value = '';
  let separator = '';
  for (const { indent: own, content } of lines) {
    if (content === '') {
      if (separator === ' ') separator = '';
      separator += '\n';
      continue;
    }
    if (own > indent || content.charCodeAt(0) === TAB) return null;
    value += separator + content;
    separator = ' ';
  }
  return value;
}
