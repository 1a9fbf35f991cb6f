import { sha256 } from '@noble/hashes/sha2.js';

/** A hash that octets are fed to piece by piece. */
export interface IncrementalHash {
  /** Octets are borrowed for the call. */
  update(octets: Uint8Array): unknown;
  /** The hash of all octets so far; more may follow. */
  digest(): Uint8Array;
}

/** Makes SHA-256 (FIPS 180-4): a machine's own is several times as fast, and has the same values. */
export type MakeSha256 = () => IncrementalHash;

/** SHA-256 in JavaScript alone: it runs everywhere. */
export const portableSha256: MakeSha256 = () => {
  const hash = sha256.create();
  return {
    update: (octets) => void hash.update(octets),
    digest: () => hash.clone().digest(),
  };
};
