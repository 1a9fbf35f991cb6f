import { createHash } from 'node:crypto';
import type { MakeSha256 } from '@packetloom/sim';

/** SHA-256 by the machine: ten times as fast as in JavaScript where the processor has instructions for it. */
export const makeSha256: MakeSha256 = () => {
  const hash = createHash('sha256');
  return {
    update: (octets) => void hash.update(octets),
    digest: () => hash.copy().digest(),
  };
};
