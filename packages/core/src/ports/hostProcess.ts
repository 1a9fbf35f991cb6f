import type { NetworkInterface } from './networkInterface.js';

/** A program that lives on a host, such as a routing daemon: told when what it stands on changes. */
export interface HostProcess {
  /** The host came up and its NICs are as they were set; also at once when it is added to a host that is up. */
  up?(): void;
  /** The host went down, as if its plug were pulled: nothing can be sent, and what was in memory is lost. */
  down?(): void;
  /** A NIC was enabled or disabled, or its link lost its carrier or got it back; not while the host is down. */
  interfaceChanged?(nic: NetworkInterface): void;
}
