// What remains of a run: its fingerprint, and what became of its packets.
export { type Accounting, accountingOf } from './accounting.js';
export { CanonicalEncoder, type OctetConsumer } from './canonicalEncoder.js';
export { Fingerprint, type FingerprintField } from './fingerprint.js';
