import type { Clock, Host, IcmpListener, NetError, Nic } from '@packetloom/core';
import type { EventBus } from '../bus/eventBus.js';
import type { OwnedRandom } from '../random/index.js';
import type { TcpServers } from '../sockets/tcpServers.js';
import type { UdpDeliveries } from '../sockets/udpDeliveries.js';
import type { UdpPorts } from '../sockets/udpPorts.js';

/** What an app needs of the simulation that it runs in. A `Simulation` is one. */
export interface AppContext {
  /** The present in nanoseconds. */
  readonly nowNs: number;
  readonly clock: Clock;
  /** Where an app says that it sends (`sender`), and hears what becomes of what it sent. */
  readonly bus: Pick<EventBus, 'sender' | 'eventsOf'>;
  /** Random streams; those of an app are `app/NAME`. */
  readonly random: OwnedRandom;
  /** UDP ports that apps share. */
  readonly udpPorts: UdpPorts;
  /** Where UDP datagrams of apps arrive. */
  readonly udpDeliveries: UdpDeliveries;
  /** TCP ports that apps share as servers. */
  readonly tcpServers: TcpServers;
  /** A host by name; an unknown one is an error. */
  host(name: string): Host;
  /** A NIC by the names of its host and of itself; an unknown one is an error. */
  nic(hostName: string, nicName: string): Nic;
  /** Adds a listener for ICMP messages that reach a host; the result removes it. */
  listenToIcmp(host: Host, listener: IcmpListener): () => void;
  /** Tells that an app cannot begin, or cannot do something else than send. */
  appFailed(app: string, host: string, error: NetError): void;
}
