import type { Nic, PacketBuffer, PacketTap } from '@packetloom/core';
import type { CapturedPacketScope } from '@packetloom/language';
import type { Simulation } from '@packetloom/sim';
import { summaryOf } from '@packetloom/sim/internal';
import { RunawayError } from '../limits/index.js';

/** Packets of a NIC that expectations can look at: more take too many steps to go through. */
const MAX_CAPTURED_PACKETS = 200_000;

/** What is captured. */
interface CaptureChoice {
  readonly nics: ReadonlySet<string>;
  /** Packets of each NIC. */
  readonly most?: number;
}

/** What passes the NICs, `NODE:NIC`, that expectations look at. Beside captures that are written, not instead. */
export function capturePackets(
  simulation: Simulation,
  scenario: string,
  { nics, most = MAX_CAPTURED_PACKETS }: CaptureChoice,
): Readonly<Record<string, readonly CapturedPacketScope[]>> {
  const captures: Record<string, readonly CapturedPacketScope[]> = Object.create(null);
  for (const name of nics) {
    const colon = name.indexOf(':');
    const nic = simulation.nic(name.slice(0, colon), name.slice(colon + 1));
    captures[name] = new NicCapture(nic, simulation, (packets) => {
      if (packets < most) return;
      const what = `more than ${most} packets pass ${name}, which an expectation captures`;
      const advice = 'let the run be shorter, or ask for counters of the node or the link';
      throw new RunawayError('captured-packets', `${scenario}: ${what}: ${advice}`);
    }).packets;
  }
  return captures;
}

/** Keeps what passes a NIC. */
class NicCapture implements PacketTap {
  readonly packets: CapturedPacketScope[] = [];
  readonly #simulation: Simulation;
  readonly #check: (packets: number) => void;
  /** What was told of packets before. */
  readonly #other: PacketTap | null;

  constructor(nic: Nic, simulation: Simulation, check: (packets: number) => void) {
    this.#check = check;
    this.#simulation = simulation;
    this.#other = nic.tap;
    nic.tap = this;
  }

  packet(nic: Nic, packet: PacketBuffer, direction: 'inbound' | 'outbound'): void {
    this.#other?.packet(nic, packet, direction);
    this.#check(this.packets.length);
    const { nowNs } = this.#simulation;
    this.packets.push({ timeNs: nowNs, direction, packet: summaryOf(packet, false) });
  }
}
