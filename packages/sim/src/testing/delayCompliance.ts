import { PacketPool } from '@packetloom/core';
import type { DelayModel } from '../impairment/index.js';
import { NamedRandom, type UniformStream } from '../random/index.js';
import { assertSame, assertThat, type ComplianceCase } from './compliance.js';
import { packetDetails } from './packetDetails.js';

const PACKETS = 2000;

type MakeDelay = (stream: UniformStream) => DelayModel;

/** What every delay model does: cases for any test runner; `make` gets a new stream each time. */
export function delayCompliance(make: MakeDelay): readonly ComplianceCase[] {
  return [
    { name: 'delays by whole nanoseconds, never negative', run: () => isWhole(make) },
    { name: 'delays by the same for the same stream', run: () => repeats(make) },
    { name: 'neither changes nor ends a packet', run: () => onlyLooks(make) },
  ];
}

function delays(make: MakeDelay, meanNs: number): readonly number[] {
  const model = make(new NamedRandom(7).stream('jitter'));
  const packet = new PacketPool().allocate(100);
  return Array.from({ length: PACKETS }, () => model.delayNs(packet, meanNs));
}

function isWhole(make: MakeDelay): void {
  for (const meanNs of [0, 1, 1_000_000]) {
    for (const delayNs of delays(make, meanNs)) {
      const isDelay = Number.isSafeInteger(delayNs) && delayNs >= 0;
      assertThat(isDelay, `a delay around ${meanNs} ns is an integer ≥ 0, found ${delayNs}`);
    }
  }
}

function repeats(make: MakeDelay): void {
  assertSame('delays of a second model', delays(make, 5_000_000), delays(make, 5_000_000));
}

function onlyLooks(make: MakeDelay): void {
  const packet = new PacketPool().from(Uint8Array.of(1, 2, 3));
  const before = packetDetails(packet);
  const model = make(new NamedRandom(1).stream('jitter'));
  for (let round = 0; round < PACKETS; round++) {
    model.delayNs(packet, 1000);
    assertSame('the packet after it was asked about', packetDetails(packet), before);
  }
}
