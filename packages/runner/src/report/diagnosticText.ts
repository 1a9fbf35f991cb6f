import type { Diagnostic } from '@packetloom/language';
import { messageLine, useText } from '@packetloom/language/internal';
import type { Style } from '../text/style.js';

/** A message with the line of the file that it is about, and the places that led there. */
export function diagnosticText(diagnostic: Diagnostic, style: Style): string {
  const { line, excerpt, severity, uses = [] } = diagnostic;
  const text = messageLine(diagnostic);
  const position = text.slice(0, text.indexOf(': ') + 1);
  const colour = severity === 'warning' ? style.yellow : style.red;
  const first = `${style.bold(position)}${colour(text.slice(position.length))}`;
  const ways = uses.map((use) => style.dim(`      by ${useText(use)}`));
  if (excerpt === undefined) return [first, ...ways].join('\n');
  const number = String(line).padStart(5);
  const indentation = excerpt.text.slice(0, excerpt.start).replace(/[^\t]/g, ' ');
  const mark = colour('^'.repeat(excerpt.length));
  return [
    first,
    style.dim(`${number} | `) + excerpt.text,
    style.dim(`${' '.repeat(number.length)} | `) + indentation + mark,
    ...ways,
  ].join('\n');
}
