import { expect, it } from 'vitest';
import { STANDARD_TCP } from '../settings/behaviour.js';
import { SocketOptions } from '../settings/socketOptions.js';
import { RareState } from './rareState.js';

it('what one connection changes, no other one sees', () => {
  const [one, other] = [new RareState(), new RareState()];
  one.urgSeq = 5;
  one.undoMarker = 7;
  one.softError = 'EHOSTUNREACH';
  expect([one.urgSeq, one.undoMarker, one.softError]).toEqual([5, 7, 'EHOSTUNREACH']);
  expect([other.urgSeq, other.undoMarker, other.softError]).toEqual([0, 0, null]);
  one.softError = null;
  other.undoRetrans = 3;
  expect([one.softError, one.undoRetrans, other.undoRetrans]).toEqual([null, -1, 3]);
  expect(new RareState().undoRetrans).toBe(-1);
});

it('a copy of options has those of its original, and goes its own way', () => {
  const listener = new SocketOptions(STANDARD_TCP);
  listener.keepalive = true;
  listener.ttl = 9;
  const accepted = listener.clone(STANDARD_TCP);
  accepted.userTimeoutMs = 30;
  listener.keepProbes = 4;
  expect([accepted.keepalive, accepted.ttl, accepted.keepProbes]).toEqual([true, 9, 0]);
  expect([listener.userTimeoutMs, new SocketOptions(STANDARD_TCP).keepalive]).toEqual([0, false]);
});
