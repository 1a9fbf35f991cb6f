import type { Host, Nic } from '@packetloom/core';

/** NICs that hear each other: both ends of a link, or all of a segment. */
export type LinkPeers = readonly Nic[];

/** Which NICs share a link. Each belongs to one set of mates, itself included. */
export class LinkPeerTable {
  readonly #peersOf = new Map<Nic, LinkPeers>();
  readonly #hosts = new Map<string, Host>();
  // Most networks route no multicast: of what was added, NICs are put in order only when somebody asks.
  #added: Nic[] = [];
  #sizes: number[] = [];
  /** Told when links are added. */
  onChange: (() => void) | null = null;

  /** The NICs of a new link or segment, in the order of their attachment. */
  add(peers: LinkPeers): void {
    for (const nic of peers) this.#added.push(nic);
    this.#sizes.push(peers.length);
    this.onChange?.();
  }

  /** A host that is on a link, by its name. */
  host(name: string): Host | undefined {
    this.#putInOrder();
    return this.#hosts.get(name);
  }

  /** All NICs on the link of `nic`; only itself if it is on none. */
  of(nic: Nic): LinkPeers {
    this.#putInOrder();
    return this.#peersOf.get(nic) ?? [nic];
  }

  #putInOrder(): void {
    if (this.#sizes.length === 0) return;
    let first = 0;
    for (const size of this.#sizes) {
      const peers = this.#added.slice(first, first + size);
      first += size;
      for (const nic of peers) {
        this.#peersOf.set(nic, peers);
        this.#hosts.set(nic.host.name, nic.host);
      }
    }
    this.#added = [];
    this.#sizes = [];
  }
}
