import { NO_ADDRESS } from '../address/addressTable.js';
import type { Ipv4Address } from '../address/ipv4Address.js';

/** What a socket listens to: one side may be open. Ping sockets have an identifier for a local port. */
export interface PortKey {
  /** Local address, or `NO_ADDRESS` for any. */
  readonly local: Ipv4Address;
  readonly localPort: number;
  /** Remote address, or `NO_ADDRESS` for any; then `remotePort` is 0. */
  readonly remote: Ipv4Address;
  readonly remotePort: number;
}

/** What a port table knows of a socket. */
export interface PortUser {
  /** NIC to which the socket is tied (SO_BINDTODEVICE), or 0. */
  readonly device: number;
  readonly reuseAddress: boolean;
  readonly reusePort: boolean;
}

interface Binding<Socket> {
  readonly key: PortKey;
  readonly sockets: Socket[];
}

/** Result of a look-up: sockets there are, none for this NIC, or none at all. */
export type Demultiplexed<Socket> = Socket | 'other-device' | null;

const FIRST_EPHEMERAL = 16_000;
const EPHEMERAL_COUNT = 65_536 - FIRST_EPHEMERAL;

/** The sockets of one transport by local port, and which of them a datagram belongs to. */
export class PortTable<Socket extends PortUser> {
  /** By local port; made with the first socket, since most hosts of a network open none. */
  #ports: Map<number, Binding<Socket>[]> | null = null;

  /** Whether `socket` may have this local address and port beside those that are there. */
  isFree(local: Ipv4Address, port: number, socket: Socket): boolean {
    for (const { key, sockets } of this.#ports?.get(port) ?? []) {
      if (local !== NO_ADDRESS && key.local !== NO_ADDRESS && key.local !== local) continue;
      for (const other of sockets) {
        if (other === socket || sharePort(other, socket)) continue;
        if (other.device !== 0 && socket.device !== 0 && other.device !== socket.device) continue;
        return false;
      }
    }
    return true;
  }

  /** A free port from 16,000 on, looked for from a random start, or 0 if there is none. */
  ephemeral(local: Ipv4Address, socket: Socket, below: (bound: number) => number): number {
    const start = below(EPHEMERAL_COUNT);
    for (let step = 0; step < EPHEMERAL_COUNT; step++) {
      const port = FIRST_EPHEMERAL + ((start + step) % EPHEMERAL_COUNT);
      if (this.isFree(local, port, socket)) return port;
    }
    return 0;
  }

  /** Adds a socket under a key. */
  add(key: PortKey, socket: Socket): void {
    this.#ports ??= new Map();
    const bindings = this.#ports.get(key.localPort);
    if (bindings === undefined) {
      this.#ports.set(key.localPort, [{ key, sockets: [socket] }]);
      return;
    }
    const binding = bindings.find((other) => sameKey(other.key, key));
    if (binding === undefined) bindings.push({ key, sockets: [socket] });
    else binding.sockets.push(socket);
  }

  /** Removes a socket from under a key. */
  remove(key: PortKey, socket: Socket): void {
    const bindings = this.#ports?.get(key.localPort) ?? [];
    const binding = bindings.find((other) => sameKey(other.key, key));
    if (binding === undefined) return;
    binding.sockets.splice(binding.sockets.indexOf(socket), 1);
    if (binding.sockets.length > 0) return;
    bindings.splice(bindings.indexOf(binding), 1);
    if (bindings.length === 0) this.#ports?.delete(key.localPort);
  }

  /** The socket for a unicast datagram: that of the most specific key, for several by bind order or hash. */
  find(key: PortKey, nic: number): Demultiplexed<Socket> {
    const bindings = this.#ports?.get(key.localPort);
    if (bindings === undefined) return null;
    let best: Binding<Socket> | null = null;
    let bestRank = -1;
    for (let index = 0; index < bindings.length; index++) {
      const binding = bindings[index] as Binding<Socket>;
      const rank = specificity(binding.key, key);
      if (rank > bestRank) {
        best = binding;
        bestRank = rank;
      }
    }
    if (best === null) return null;
    const sockets = best.sockets.length === 1 ? best.sockets : forDevice(best.sockets, nic);
    const first = sockets[0];
    if (first === undefined || (first.device !== 0 && first.device !== nic)) return 'other-device';
    if (sockets.length === 1) return first;
    return first.reusePort
      ? (sockets[spread(key) % sockets.length] as Socket)
      : (sockets[sockets.length - 1] as Socket);
  }

  /** Every socket for a broadcast or multicast datagram: most specific keys first, then bind order. */
  findAll(key: PortKey, nic: number): Socket[] {
    const bindings = this.#ports?.get(key.localPort);
    if (bindings === undefined) return [];
    const [only] = bindings;
    if (bindings.length === 1 && only !== undefined && only.sockets.length === 1) {
      const socket = only.sockets[0] as Socket;
      const takes = socket.device === 0 || socket.device === nic;
      return takes && specificity(only.key, key) >= 0 ? [socket] : [];
    }
    return bindings
      .map((binding) => ({ binding, rank: specificity(binding.key, key) }))
      .filter(({ rank }) => rank >= 0)
      .sort((a, b) => b.rank - a.rank)
      .flatMap(({ binding }) => forDevice(binding.sockets, nic));
  }
}

/** Rank of a key for a datagram, higher is more specific; -1 if they do not match. */
function specificity(bound: PortKey, datagram: PortKey): number {
  const connected = bound.remote !== NO_ADDRESS;
  if (connected && (bound.remote !== datagram.remote || bound.remotePort !== datagram.remotePort)) {
    return -1;
  }
  const located = bound.local !== NO_ADDRESS;
  if (located && bound.local !== datagram.local) return -1;
  return (connected ? 2 : 0) + (located ? 1 : 0);
}

/** Sockets tied to the NIC, or, if there are none, those tied to none. */
function forDevice<Socket extends PortUser>(sockets: readonly Socket[], nic: number): Socket[] {
  const tied = sockets.filter(({ device }) => device === nic);
  return tied.length > 0 ? tied : sockets.filter(({ device }) => device === 0);
}

function sharePort(a: PortUser, b: PortUser): boolean {
  return (a.reuseAddress && b.reuseAddress) || (a.reusePort && b.reusePort);
}

function sameKey(a: PortKey, b: PortKey): boolean {
  return a.local === b.local && a.remote === b.remote && a.remotePort === b.remotePort;
}

/** Spreads the flows of a shared port (SO_REUSEPORT) evenly, each flow to one socket. */
function spread(key: PortKey): number {
  let state = 0x811c9dc5;
  for (const word of [key.local, key.localPort, key.remote, key.remotePort]) {
    state = Math.imul(state ^ word, 0x01000193);
    state ^= state >>> 15;
  }
  return state >>> 0;
}
