import fc from 'fast-check';
import { NO_ADDRESS } from '../address/addressTable.js';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import type { OptionContext, OptionHandling, OptionUsage } from '../ipv4/optionHandling.js';
import { CounterValues, nicCounterNames } from '../ports/counters.js';
import { anyOptions } from './arbitraries/options.js';
import { assertThat, type ComplianceCase, demandEqual } from './compliance.js';

const HEADER_LENGTH = 20;
const USAGES: readonly OptionUsage[] = ['verify', 'receive', 'forward', 'echo'];
const LOCAL = ipv4Address(0x0a000001);

/** What every handling of options does. `make` makes one for a host; it is called for each case. */
export function optionCompliance(make: () => OptionHandling): readonly ComplianceCase[] {
  return [
    { name: 'leaves the header as it is', run: () => forAny(make, leavesHeader) },
    {
      name: 'makes a list of whole words that fits in place of the old',
      run: () => forAny(make, fits),
    },
    { name: 'points at an octet of the options', run: () => forAny(make, pointsInside) },
    { name: 'keeps nothing of the header before', run: () => forAny(make, keepsNothing) },
    {
      name: 'has no outcome for fragments that waiting would change',
      run: () => forAny(make, verifies),
    },
    { name: 'records no address of nobody', run: () => needsAddress(make()) },
  ];
}

/** Options, processed for a usage by a handling. */
class Run {
  readonly view: DataView;
  readonly headerLength: number;
  readonly usage: OptionUsage;

  constructor(options: Uint8Array, usage: OptionUsage) {
    const padded = (options.length + 3) & ~3;
    const header = new Uint8Array(HEADER_LENGTH + padded);
    header.set(options, HEADER_LENGTH);
    this.view = new DataView(header.buffer);
    this.headerLength = header.length;
    this.usage = usage;
  }

  by(handling: OptionHandling, usage = this.usage): string {
    return handling.process(this.view, 0, this.headerLength, usage, context(LOCAL));
  }
}

function context(localAddress: Ipv4Address): OptionContext {
  return {
    localAddress,
    isOwn: (address) => address === 0x0a000101,
    isOfOthers: (address) => address !== 0x0a000101 && address !== LOCAL,
    timeOfDayMs: 43_200_000,
    counters: new CounterValues(nicCounterNames),
  };
}

function forAny(make: () => OptionHandling, check: (run: Run, make: () => OptionHandling) => void) {
  const runs = fc.tuple(anyOptions, fc.constantFrom(...USAGES));
  fc.assert(
    fc.property(runs, ([options, usage]) => {
      check(new Run(options, usage), make);
    }),
  );
}

function octetsOf({ buffer }: DataView): number[] {
  return [...new Uint8Array(buffer)];
}

function leavesHeader(run: Run, make: () => OptionHandling): void {
  const before = octetsOf(run.view);
  run.by(make());
  demandEqual(octetsOf(run.view), before);
}

function fits(run: Run, make: () => OptionHandling): void {
  const handling = make();
  if (run.by(handling) !== 'ok') return;
  const { length } = handling;
  const room = run.headerLength - HEADER_LENGTH;
  assertThat(length % 4 === 0 && length <= room, `whole words, at most ${room} octets`, length);
}

function pointsInside(run: Run, make: () => OptionHandling): void {
  const handling = make();
  if (run.by(handling) !== 'parameter-problem') return;
  const { pointer } = handling;
  const isInside = pointer >= HEADER_LENGTH && pointer < run.headerLength;
  assertThat(isInside, `an octet from 20 to ${run.headerLength - 1}`, pointer);
}

function resultOf(run: Run, handling: OptionHandling): unknown {
  const outcome = run.by(handling);
  if (outcome === 'parameter-problem') return [outcome, handling.pointer];
  const { options, length, routerAlert } = handling;
  return outcome === 'ok' ? [outcome, [...options.subarray(0, length)], routerAlert] : outcome;
}

function keepsNothing(run: Run, make: () => OptionHandling): void {
  const used = make();
  new Run(Uint8Array.of(148, 4, 0, 0, 7, 7, 4, 0, 0, 0, 0), 'receive').by(used);
  demandEqual(resultOf(run, used), resultOf(run, make()));
}

/** What a whole datagram may be delivered with, its fragments may wait with. */
function verifies(run: Run, make: () => OptionHandling): void {
  if (run.by(make(), 'receive') === 'ok') demandEqual(run.by(make(), 'verify'), 'ok');
}

function needsAddress(handling: OptionHandling): void {
  const { view, headerLength } = new Run(Uint8Array.of(7, 7, 4, 0, 0, 0, 0), 'receive');
  demandEqual(
    handling.process(view, 0, headerLength, 'receive', context(NO_ADDRESS)),
    'silent-problem',
  );
}
