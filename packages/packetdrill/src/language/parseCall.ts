// A system call: `name(arguments) = result`, with the error's name behind -1.
import type { Cursor } from './cursor.js';
import { parseExpression, parseExpressions } from './parseExpression.js';
import { parseSeconds } from './parseSeconds.js';
import type { CallAction } from './script.js';

export function parseCall(cursor: Cursor): CallAction {
  const endUs =
    cursor.takeKind('ellipsis') === null
      ? null
      : parseSeconds(cursor, 'the time at which the call returns');
  const name = cursor.expectKind('word', 'the name of a system call').text;
  cursor.expectMark('(', `behind ${name}`);
  const args = cursor.isMark(')') ? [] : parseExpressions(cursor);
  cursor.expectMark(')', `or ',' behind an argument of ${name}`);
  cursor.expectMark('=', 'and a result behind a system call');
  const result = parseExpression(cursor);
  const errno = cursor.takeKind('word')?.text ?? null;
  if (cursor.takeMark('(')) skipNote(cursor);
  return { kind: 'call', name, arguments: args, result, errno, endUs };
}

/** What strerror(3) says, or names of flags: for readers. */
function skipNote(cursor: Cursor): void {
  while (!cursor.isMark(')')) {
    if (cursor.peek().kind === 'end') cursor.fail("')' behind the note of a result");
    cursor.take();
  }
  cursor.take();
}
