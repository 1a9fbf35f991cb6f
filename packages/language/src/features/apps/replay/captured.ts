import type { ReplayDatagram } from '@packetloom/sim';
import { formatOctets, octetsOf } from '../../../quantity/octets.js';
import type { CapturedDatagram } from './event.js';

const originals = new WeakMap<readonly CapturedDatagram[], readonly ReplayDatagram[]>();

/** Packets of a capture as plain data. The digits are made when they are asked for: a run here needs none. */
export function captured(datagrams: readonly ReplayDatagram[]): readonly CapturedDatagram[] {
  const plain = datagrams.map(({ timeNs, octets }) => ({
    timeNs,
    get octets() {
      return formatOctets(octets);
    },
  }));
  originals.set(plain, datagrams);
  return plain;
}

/** The packets that are sent again: those of the file, or what their digits say where these came from afar. */
export function replayed(plain: readonly CapturedDatagram[]): readonly ReplayDatagram[] {
  const known = originals.get(plain);
  return known ?? plain.map(({ timeNs, octets }) => ({ timeNs, octets: octetsOf(octets) }));
}
