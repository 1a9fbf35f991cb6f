import { describe, expect, it } from 'vitest';
import { CounterValues, NicCounter, nicCounterNames } from '../ports/counters.js';
import { addressOf as ip } from '../testing/testHost.js';
import { NETSTACK, STANDARD } from './behaviour.js';
import type { OptionUsage } from './optionHandling.js';
import { OptionProcessor } from './optionProcessor.js';

const HERE = ip('10.0.0.1');
/** An address of another NIC. */
const ALSO_HERE = ip('10.0.1.1');
const RECORD_ROUTE = [7, 7, 4, 0, 0, 0, 0, 0];
const TIME_MS = 0x01020304;

/** What comes of options: the new list, or why there is none. */
function process(options: readonly number[], usage: OptionUsage = 'receive', behaviour = STANDARD) {
  const view = new DataView(new ArrayBuffer(20 + options.length));
  options.forEach((octet, index) => {
    view.setUint8(20 + index, octet);
  });
  const counters = new CounterValues(nicCounterNames);
  const processor = new OptionProcessor(behaviour);
  const outcome = processor.process(view, 0, view.byteLength, usage, {
    localAddress: HERE,
    isOfOthers: () => true,
    isOwn: (address) => address === ALSO_HERE,
    timeOfDayMs: TIME_MS,
    counters,
  });
  const list = outcome === 'ok' ? [...processor.options.subarray(0, processor.length)] : null;
  return { outcome, list, pointer: processor.pointer, alert: processor.routerAlert, counters };
}

describe('record route (RFC 791 3.1)', () => {
  it('notes the address, and moves the pointer behind it', () => {
    expect(process(RECORD_ROUTE).list).toEqual([7, 7, 8, 10, 0, 0, 1, 0]);
  });

  it('stays as it is when it is full, or waits for other fragments', () => {
    const full = [7, 7, 8, 1, 2, 3, 4, 0];
    expect(process(full).list).toEqual(full);
    expect(process(RECORD_ROUTE, 'verify').list).toEqual(RECORD_ROUTE);
  });

  it.each([
    ['a pointer into its head', [7, 7, 3, 0, 0, 0, 0, 0], 22],
    ['a pointer without room behind it', [7, 7, 5, 0, 0, 0, 0, 0], 22],
    ['no room at all', [7, 3, 4, 0], 21],
    ['a length beyond the header', [7, 11, 4, 0, 0, 0, 0, 0], 20],
    ['another one before it', [...RECORD_ROUTE.slice(0, 7), 7, 7, 4, 0, 0, 0, 0, 0, 0, 0], 27],
  ])('with %s is a problem that is pointed at', (_, options, pointer) => {
    expect(process(options)).toMatchObject({ outcome: 'parameter-problem', pointer });
  });
});

describe('a timestamp (RFC 791 3.1)', () => {
  it('notes the time, and the address if asked to', () => {
    expect(process([68, 8, 5, 0, 0, 0, 0, 0]).list).toEqual([68, 8, 9, 0, 1, 2, 3, 4]);
    const both = process([68, 12, 5, 1, 0, 0, 0, 0, 0, 0, 0, 0]).list;
    expect(both).toEqual([68, 12, 13, 1, 10, 0, 0, 1, 1, 2, 3, 4]);
  });

  it('counts hosts for which there was no room, up to fifteen', () => {
    expect(process([68, 8, 9, 0x10, 1, 1, 1, 1]).list).toEqual([68, 8, 9, 0x20, 1, 1, 1, 1]);
    const overflown = process([68, 8, 9, 0xf0, 1, 1, 1, 1]);
    expect(overflown).toMatchObject({ outcome: 'parameter-problem', pointer: 23 });
  });

  it('for named addresses is filled in by each that the host has, or by that which is recorded', () => {
    const named = [68, 12, 5, 3, 10, 0, 1, 1, 0, 0, 0, 0];
    expect(process(named).list?.slice(2, 4)).toEqual([13, 3]);
    expect(process(named, 'receive', NETSTACK).list).toEqual(named);
  });
});

describe('other options', () => {
  it('are kept by what is received or goes on, and left out of fragments and echo replies', () => {
    const unknown = [130, 4, 9, 9];
    expect(process(unknown).list).toEqual(unknown);
    expect([process(unknown, 'verify').list, process(unknown, 'echo').list]).toEqual([[], []]);
  });

  it('end with the list, which has whole words', () => {
    expect(process([1, 1, 1, 0, 9, 9, 9, 9]).list).toEqual([1, 1, 1, 0]);
    expect(process([1, 0, 0, 0]).list).toEqual([1, 0, 0, 0]);
  });

  it('may be source routes, which a stack can refuse', () => {
    const loose = [131, 7, 4, 1, 2, 3, 4, 0];
    expect(process(loose).outcome).toBe('ok');
    const refusing = { ...STANDARD, sourceRoute: 'drop' } as const;
    expect(process(loose, 'forward', refusing).outcome).toBe('silent-problem');
  });

  it('may be a router alert, of the value 0 (RFC 2113)', () => {
    expect(process([148, 4, 0, 0])).toMatchObject({ outcome: 'ok', alert: true });
    expect(process([148, 4, 0, 1])).toMatchObject({ outcome: 'parameter-problem', pointer: 22 });
  });

  it('are counted', () => {
    const { counters } = process([...RECORD_ROUTE.slice(0, 7), 1, 148, 4, 0, 0, 130, 4, 9, 9]);
    const names = ['RecordRoute', 'RouterAlert', 'Unknown', 'Timestamp'] as const;
    expect(names.map((name) => counters.get(NicCounter[`ip.option${name}Received`]))).toEqual([
      1, 1, 1, 0,
    ]);
  });
});
