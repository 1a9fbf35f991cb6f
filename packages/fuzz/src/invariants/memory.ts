import type { RunInvariant } from './invariant.js';

/** Limit of the reassembly memory of a node (section 11 of the specification). */
const REASSEMBLY_LIMIT_BYTES = 4 * 1024 * 1024;

/** What waits is limited, and waits for something. */
export const memoryIsBounded: RunInvariant = {
  name: 'memory-is-bounded',
  meaning:
    'Fragments that wait take no more than the reassembly memory, and when nothing is left to happen, no node and no link holds a packet.',
  check({ maxHeldBytes, simulation, result }) {
    if (maxHeldBytes > REASSEMBLY_LIMIT_BYTES) {
      return { message: `a node held ${maxHeldBytes} octets of fragments` };
    }
    if (result === null) return null;
    for (const [node, { heldPackets, reassembler }] of simulation.hosts) {
      if (heldPackets > 0) return { message: `${node} still holds ${heldPackets} packets` };
      if (reassembler.heldBytes > 0) {
        return { message: `${node} still counts ${reassembler.heldBytes} octets of fragments` };
      }
    }
    return null;
  },
};
