// The network: hosts and links in simulated time.
export { eventFieldsOf, SIMULATION_EVENT_TYPES } from './eventFields.js';
export { FINGERPRINT_FORMAT, FingerprintRecorder } from './fingerprintRecorder.js';
export { IdealPaths } from './idealPath.js';
export { type LinkPeers, LinkPeerTable } from './linkPeers.js';
export type { PacketHolder } from './packetHolders.js';
export type { HostFactory, HostSpec, LinkFactory } from './parts.js';
export { NetworkError, type RunSummary, Simulation } from './simulation.js';
