import { Disposition, PacketPool } from '@packetloom/core';
import type { LossModel } from '../impairment/index.js';
import { NamedRandom, type UniformStream } from '../random/index.js';
import { assertSame, assertThat, type ComplianceCase } from './compliance.js';
import { packetDetails } from './packetDetails.js';

const PACKETS = 2000;

type MakeLoss = (stream: UniformStream) => LossModel;

/**
 * What every loss model does: cases for any test runner. `make` makes one that loses some packets of
 * 2,000, not all; it is called with a new stream each time.
 */
export function lossCompliance(make: MakeLoss): readonly ComplianceCase[] {
  return [
    { name: 'decides the same for the same stream', run: () => repeats(make) },
    { name: 'loses some packets and not others', run: () => decides(make) },
    { name: 'neither changes nor ends nor keeps a packet', run: () => onlyLooks(make) },
  ];
}

function decisions(make: MakeLoss): readonly boolean[] {
  const model = make(new NamedRandom(3).stream('loss'));
  const pool = new PacketPool();
  return Array.from({ length: PACKETS }, (_, index) =>
    model.loses(pool.from(Uint8Array.of(index >> 8, index & 255))),
  );
}

function repeats(make: MakeLoss): void {
  assertSame('decisions of a second model', decisions(make), decisions(make));
}

function decides(make: MakeLoss): void {
  const found = decisions(make);
  assertThat(
    found.every((each) => typeof each === 'boolean'),
    'each decision is true or false',
  );
  const lost = found.filter((each) => each).length;
  assertThat(lost > 0 && lost < PACKETS, `some of ${PACKETS} packets are lost, found ${lost}`);
}

function onlyLooks(make: MakeLoss): void {
  const pool = new PacketPool();
  const model = make(new NamedRandom(1).stream('loss'));
  for (let round = 0; round < PACKETS; round++) {
    const packet = pool.from(Uint8Array.of(1, 2, 3));
    const before = packetDetails(packet);
    model.loses(packet);
    assertSame('the packet after the decision', packetDetails(packet), before);
    pool.end(packet, Disposition.delivered);
  }
}
