import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { packetText } from '../packet/notation.js';
import { NotSupported, SyntaxFault } from './faults.js';
import { parseScript } from './parseScript.js';
import type { ScriptEvent, TcpPacket } from './script.js';

function eventOf(text: string): ScriptEvent {
  const [event] = parseScript(text).events;
  if (event === undefined) throw new Error('no event');
  return event;
}

function faultOf(text: string): string {
  try {
    parseScript(text);
  } catch (error) {
    if (error instanceof SyntaxFault)
      return `${error.position.line}:${error.position.column} ${error.message}`;
    if (error instanceof NotSupported) return `${error.line} not supported: ${error.construct}`;
    throw error;
  }
  return 'none';
}

describe('times', () => {
  it.each([
    ['0 close(3) = 0', { kind: 'absolute', us: 0 }],
    ['+.5 close(3) = 0', { kind: 'relative', us: 500_000 }],
    ['0.1~0.2 > . 1:1(0) ack 1', { kind: 'absolute-range', us: 100_000, endUs: 200_000 }],
    ['+.21~+.215 > . 1:1(0) ack 1', { kind: 'relative-range', us: 210_000, endUs: 215_000 }],
    ['* > . 1:1(0) ack 1', { kind: 'any' }],
    ['+* > . 1:1(0) ack 1', { kind: 'any' }],
  ])('%s', (text, time) => {
    expect(eventOf(text).time).toEqual(time);
  });
});

describe('what is not in the language', () => {
  it.each([
    ['', '1:1 expected a time, and what happens then, found the end of the script'],
    [
      '+0 close(3)',
      "1:12 expected '=' and a result behind a system call, found the end of the script",
    ],
    ['+0 > . 1:2(3) ack 1', '1:8 expected 1:4(3), found 1:2(3)'],
    ['+0 > X 1:1(0)', "1:6 expected flags such as S, S., P. or '.', found 'X'"],
    ['* close(3) = 0', "1:1 expected one time: '*' and ranges are for outbound packets alone"],
    ['+0 < . 1:1(0) <...>', '1:15 expected options: <...> is for outbound packets alone'],
    ['+0 < . 1:1(0) win 70000', '1:19 expected a window from 0 to 65535, found 70000'],
    ['\n/* never', "2:1 the comment has no end: expected '*/'"],
    ['+0 `never', '1:4 ` has no end: expected `'],
    ['0.2~0.1 > . 1:1(0)', '1:1 expected a range of times that does not end before it begins'],
    ['+0 < S 0:0(0) <md5 00>', '1 not supported: the option md5, inbound'],
    ['+0 < ipv6 :: > :: : . 1:1(0)', '1 not supported: packets in ipv6'],
  ])('%j', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });
});

describe('definitions', () => {
  it('stand for words', () => {
    const text = '--define=LEVEL=SOL_TCP\n+0 setsockopt(3, LEVEL, TCP_NODELAY, [ON], 4) = 0';
    const { action } = parseScript(text, new Map([['ON', '1']])).events[0]!;
    expect(action).toMatchObject({
      arguments: [{}, { kind: 'word', name: 'SOL_TCP' }, {}, { items: [{ value: 1 }] }, {}],
    });
  });
});

describe('comments', () => {
  it('are blanks', () => {
    expect(eventOf('// one\n/* two\n */ 0 /**/ close(3) = 0 // end').line).toBe(3);
  });
});

const u32 = fc.integer({ min: 0, max: 0xffff_0000 });
const option = fc.oneof(
  fc.constantFrom('nop', 'sackOK', 'eol'),
  fc.integer({ min: 0, max: 0xffff }).map((mss) => `mss ${mss}`),
  fc.integer({ min: 0, max: 14 }).map((shift) => `wscale ${shift}`),
  fc.tuple(u32, u32).map(([value, echo]) => `TS val ${value} ecr ${echo}`),
  fc
    .array(fc.tuple(u32, u32), { minLength: 1, maxLength: 3 })
    .map((blocks) => `sack ${blocks.map(([left, right]) => `${left}:${right}`).join(' ')}`),
);
const packet = fc
  .record({
    ecn: fc.constantFrom('', '[ect0] ', '[ce] ', '[tos 0x10] '),
    flags: fc.constantFrom('.', 'P.', 'S', 'S.', 'F.', 'R', 'R.', 'SEW', 'SE.', '-', 'PU.', 'EW.'),
    seq: u32,
    length: fc.integer({ min: 0, max: 0xffff }),
    ack: fc.option(u32),
    window: fc.option(fc.integer({ min: 0, max: 0xffff })),
    urgent: fc.integer({ min: 1, max: 0xffff }).map((urgent) => ` urg ${urgent}`),
    isUrgent: fc.boolean(),
    options: fc.array(option, { maxLength: 5 }),
  })
  .map(({ ecn, flags, seq, length, ack, window, urgent, isUrgent, options }) =>
    [
      `${ecn}${flags} ${seq}:${seq + length}(${length})`,
      ack === null ? '' : ` ack ${ack}`,
      window === null ? '' : ` win ${window}`,
      isUrgent ? urgent : '',
      options.length === 0 ? '' : ` <${options.join(',')}>`,
    ].join(''),
  );

test.prop([packet])('a packet is written as it was read', (text) => {
  const { action } = eventOf(`+0 > ${text}`);
  expect(packetText(action as TcpPacket)).toBe(text);
});

test.prop([fc.string({ maxLength: 60 })])('any text is read, or refused with a place', (text) => {
  expect(() => faultOf(text)).not.toThrow();
});
