// A time, and what happens then.
import type { Cursor } from './cursor.js';
import { SyntaxFault } from './faults.js';
import { parseCall } from './parseCall.js';
import { parsePacket } from './parsePacket.js';
import { parseSeconds } from './parseSeconds.js';
import type { EventTime, ScriptEvent } from './script.js';

export function parseEvent(cursor: Cursor): ScriptEvent {
  const start = cursor.peek();
  const time = parseTime(cursor);
  const action = parseAction(cursor);
  const isOutbound = action.kind !== 'call' && 'direction' in action && action.direction === 'out';
  if (!isOutbound && (time.kind === 'any' || 'endUs' in time)) {
    throw new SyntaxFault(
      start.position,
      "expected one time: '*' and ranges are for outbound packets alone",
    );
  }
  return { line: start.position.line, time, action };
}

function parseTime(cursor: Cursor): EventTime {
  const start = cursor.peek();
  if (cursor.takeMark('*')) return { kind: 'any' };
  const relative = cursor.takeMark('+');
  if (relative && cursor.takeMark('*')) return { kind: 'any' };
  const us = parseSeconds(cursor, "a time such as 0.1, +0.1 or '*'");
  if (!cursor.takeMark('~')) return { kind: relative ? 'relative' : 'absolute', us };
  if (relative) cursor.takeMark('+');
  const endUs = parseSeconds(cursor, 'the end of the range of times');
  if (endUs < us)
    throw new SyntaxFault(
      start.position,
      'expected a range of times that does not end before it begins',
    );
  return { kind: relative ? 'relative-range' : 'absolute-range', us, endUs };
}

function parseAction(cursor: Cursor): ScriptEvent['action'] {
  const token = cursor.peek();
  if (token.kind === 'shell') {
    cursor.take();
    return { kind: 'shell', line: token.position.line, text: token.text };
  }
  if (token.kind === 'code') {
    cursor.take();
    return { kind: 'code', text: token.text };
  }
  if (cursor.isMark('<') || cursor.isMark('>')) return parsePacket(cursor);
  if (token.kind === 'word' || token.kind === 'ellipsis') return parseCall(cursor);
  return cursor.fail("a system call, a packet ('<' in or '>' out), `shell`, or %{ code }%");
}
