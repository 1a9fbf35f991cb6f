import { Disposition, type LinkEndpoint, type PacketBuffer, PacketPool } from '@packetloom/core';
import { VirtualClock } from '../time/index.js';
import { assertSame, assertThat, type ComplianceCase } from './compliance.js';
import { packetDetails } from './packetDetails.js';
import { udpPacket } from './udpPacket.js';

/** Where the packets of a link come from, and what it tells time by. */
export interface LinkFixture {
  readonly clock: VirtualClock;
  readonly pool: PacketPool;
}

/** Makes the two ends of a link that neither loses nor reorders, with room for ten packets at a time. */
export type MakeLinkEnds = (around: LinkFixture) => readonly [LinkEndpoint, LinkEndpoint];

interface Arrival {
  readonly timeNs: number;
  readonly octets: string;
}

const PACKETS = 10;
const LATER_NS = 60e9;

/** What every link does: cases for any test runner. A case is a simulation of its own. */
export function linkCompliance(make: MakeLinkEnds): readonly ComplianceCase[] {
  return [
    {
      name: 'delivers each packet once to the other end, as it was, in the order of sending',
      run: () => delivers(make, 0),
    },
    { name: 'does so in the other direction too', run: () => delivers(make, 1) },
    { name: 'lets nothing arrive before it is sent', run: () => takesTime(make) },
    { name: 'ends what it takes over and does not deliver', run: () => endsTheRest(make) },
    { name: 'does the same each time', run: () => repeats(make) },
  ];
}

/** A link whose receivers keep what arrives. */
class Trial {
  readonly clock = new VirtualClock();
  readonly pool = new PacketPool();
  readonly ends: readonly [LinkEndpoint, LinkEndpoint];
  /** By the end that received. */
  readonly arrivals: readonly [Arrival[], Arrival[]] = [[], []];

  constructor(make: MakeLinkEnds) {
    this.ends = make(this);
    this.ends.forEach((end, index) => {
      end.attach({
        receiveFromLink: (packet) => {
          const timeNs = this.clock.nowNs;
          this.arrivals[index as 0 | 1].push({ timeNs, octets: packetDetails(packet) });
          this.pool.end(packet, Disposition.delivered);
        },
      });
    });
  }

  /** A packet that differs from others with another number. */
  packet(number: number, length = 100): PacketBuffer {
    return udpPacket(this.pool, { length, sourcePort: 1000 + number });
  }

  /** Sends by one end; returns what the packet looked like, or null if the link did not take it. */
  send(from: 0 | 1, packet: PacketBuffer): string | null {
    const octets = packetDetails(packet);
    if (this.ends[from].send(packet) === null) return octets;
    this.pool.end(packet, Disposition['send-error']);
    return null;
  }

  run(): void {
    this.clock.run({ untilNs: LATER_NS });
  }
}

function delivers(make: MakeLinkEnds, from: 0 | 1): void {
  const trial = new Trial(make);
  const sent = Array.from({ length: PACKETS }, (_, number) =>
    trial.send(from, trial.packet(number)),
  );
  trial.run();
  const to = from === 0 ? 1 : 0;
  const arrived = trial.arrivals[to].map(({ octets }) => octets);
  assertSame('packets that arrived', arrived, sent);
  assertSame('packets that came back', trial.arrivals[from].length, 0);
}

function takesTime(make: MakeLinkEnds): void {
  const trial = new Trial(make);
  for (let number = 0; number < PACKETS; number++) {
    const fire = () => void trial.send(0, trial.packet(number));
    trial.clock.schedule(number * 1_000_000, { fire });
  }
  trial.run();
  trial.arrivals[1].forEach(({ timeNs }, number) => {
    const sentNs = number * 1_000_000;
    assertThat(timeNs >= sentNs, `packet ${number}, sent at ${sentNs} ns, arrived at ${timeNs} ns`);
  });
  assertSame('packets that arrived', trial.arrivals[1].length, PACKETS);
}

/** What is larger than the MTU may not be delivered, and must not be forgotten. */
function endsTheRest(make: MakeLinkEnds): void {
  const trial = new Trial(make);
  const { mtu } = trial.ends[0];
  assertThat(Number.isInteger(mtu) && mtu > 0, `an MTU is an integer above 0, found ${mtu}`);
  for (const length of [mtu, mtu + 1, 100]) trial.send(0, trial.packet(length, length));
  trial.run();
  assertSame('packets that arrived', trial.arrivals[1].length, 2);
  assertSame('packets that neither arrived nor ended', trial.pool.liveCount, 0);
}

function repeats(make: MakeLinkEnds): void {
  const [one, other] = [new Trial(make), new Trial(make)];
  for (const trial of [one, other]) {
    for (let number = 0; number < PACKETS; number++) trial.send(0, trial.packet(number, 200));
    trial.run();
  }
  assertSame('arrivals in a second run', other.arrivals[1], one.arrivals[1]);
}
