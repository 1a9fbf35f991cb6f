import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTcpState, reopens, TCP_TRACKING_STATES, tcpTimeoutNs } from './tcpTracking.js';

const FIN = 0x01;
const SYN = 0x02;
const RST = 0x04;
const PSH = 0x08;
const ACK = 0x10;

/** The states after each of some segments; `-` where one is refused. `<` comes from the other side. */
function states(...segments: (number | readonly ['<', number])[]): string[] {
  let state = 0;
  return segments.map((segment) => {
    const [isReply, flags] = typeof segment === 'number' ? [false, segment] : [true, segment[1]];
    const next = nextTcpState(state, isReply, flags);
    if (next === null) return '-';
    state = next;
    return TCP_TRACKING_STATES[state] ?? '?';
  });
}

describe('the tracked state of a TCP connection', () => {
  it('follows an opening, data and an end', () => {
    expect(
      states(SYN, ['<', SYN | ACK], ACK, PSH | ACK, FIN | ACK, ['<', ACK], ['<', FIN | ACK], ACK),
    ).toEqual([
      'SYN_SENT',
      'SYN_RECV',
      'ESTABLISHED',
      'ESTABLISHED',
      'FIN_WAIT',
      'CLOSE_WAIT',
      'LAST_ACK',
      'TIME_WAIT',
    ]);
  });

  it('follows SYNs that cross', () => {
    expect(states(SYN, ['<', SYN], SYN | ACK)).toEqual(['SYN_SENT', 'SYN_SENT2', 'SYN_RECV']);
  });

  it('is closed by an RST of either side', () => {
    expect(states(SYN, ['<', SYN | ACK], ACK, ['<', RST])).toEqual([
      'SYN_SENT',
      'SYN_RECV',
      'ESTABLISHED',
      'CLOSE',
    ]);
  });

  it('does not know segments that open nothing, nor flags that contradict each other', () => {
    expect(states(RST, FIN | ACK, SYN | ACK, SYN | FIN, 0)).toEqual(['-', '-', '-', '-', '-']);
    expect(states(SYN, ACK)).toEqual(['SYN_SENT', '-']);
  });

  it('begins anew where it has ended', () => {
    const timeWait = TCP_TRACKING_STATES.indexOf('TIME_WAIT');
    expect(reopens(timeWait, nextTcpState(timeWait, false, SYN) ?? -1)).toBe(true);
    const open = TCP_TRACKING_STATES.indexOf('ESTABLISHED');
    expect(nextTcpState(open, false, SYN)).toBe(open);
    expect(reopens(open, open)).toBe(false);
  });

  it('is one that there is, and has a time-out, whatever comes', () => {
    const segment = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 30 }), (segments) => {
        let state = 0;
        for (const [isReply, flags] of segments) {
          const next = nextTcpState(state, isReply, flags);
          if (next === null) continue;
          // Only an RST leads to CLOSE, and nothing leads back to the beginning.
          if (next === TCP_TRACKING_STATES.indexOf('CLOSE') && next !== state) {
            expect(flags & RST).toBe(RST);
          }
          expect(next).toBeGreaterThan(0);
          expect(TCP_TRACKING_STATES[next]).toBeDefined();
          expect(tcpTimeoutNs(next, isReply)).toBeGreaterThanOrEqual(10e9);
          state = next;
        }
      }),
    );
  });
});
