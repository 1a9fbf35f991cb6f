import type { CongestionControlFactory } from '../tcp/congestion/congestionControl.js';
import { assertThat, type ComplianceCase } from './compliance.js';
import { TcpPath } from './tcpPath.js';

/** 10 Mbit/s and 40 ms, with a queue for a bandwidth times delay. */
const PATH = { rate: 1_250_000, delayMs: 20, queue: 33 };
/** Part of the bottleneck that a control must use in the end. */
const MIN_USE = 0.5;
const SECONDS = 10;

/**
 * What every congestion control does: cases for any test runner. `make` makes one for a new connection; it
 * is called for each.
 */
export function congestionCompliance(make: CongestionControlFactory): readonly ComplianceCase[] {
  return [
    { name: 'belongs to one connection', run: () => belongsToOne(make) },
    { name: 'uses at least half of a bottleneck', run: () => usesPath(make, PATH.queue) },
    { name: 'gets along with losses', run: () => usesPath(make, PATH.queue / 4) },
    { name: 'keeps a window of at least one whole segment', run: () => keepsWindow(make) },
    { name: 'decides the same each time', run: () => repeats(make) },
  ];
}

function pathOf(make: CongestionControlFactory, queue = PATH.queue): TcpPath {
  return new TcpPath({ ...PATH, queue, controls: new Map([['own', make]]) }, 'own');
}

function belongsToOne(make: CongestionControlFactory): void {
  const control = make();
  assertThat(control !== make(), 'a new object for each connection', control.name);
}

function usesPath(make: CongestionControlFactory, queue: number): void {
  const path = pathOf(make, queue);
  path.run(SECONDS);
  const rate = path.run(SECONDS);
  const least = MIN_USE * PATH.rate;
  assertThat(rate >= least, `at least ${least} octets a second`, rate);
}

function keepsWindow(make: CongestionControlFactory): void {
  const path = pathOf(make, 3);
  for (let step = 0; step < 100 * SECONDS; step++) {
    path.run(0.01);
    const cwnd = path.sender.info()?.cwnd ?? 0;
    assertThat(
      Number.isInteger(cwnd) && cwnd >= 1,
      'a window of whole segments, at least one',
      cwnd,
    );
  }
}

function repeats(make: CongestionControlFactory): void {
  const once = () => {
    const path = pathOf(make, PATH.queue / 4);
    path.run(3);
    return JSON.stringify([path.received, path.bottleneck.dropped, path.sender.info()]);
  };
  const [one, other] = [once(), once()];
  assertThat(one === other, one, other);
}
