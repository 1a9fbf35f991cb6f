// What the script `defaults.sh` beside the public scripts sets.
import type { TcpBehaviour } from '@packetloom/core';

export const COMMON_DEFAULTS: Partial<TcpBehaviour> = {
  rmem: [4096, 540_000, 15_728_640],
  wmem: [4096, 262_144, 4_194_304],
  timestamps: 1,
  synRetries: 5,
  synackRetries: 5,
  frto: 2,
  sack: true,
  dsack: true,
  reordering: 3,
  congestionControl: 'cubic',
  slowStartAfterIdle: false,
  earlyRetrans: 4,
  recovery: 1,
  ecn: 0,
};
