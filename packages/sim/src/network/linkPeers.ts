import type { Host, Nic } from '@packetloom/core';

/** NICs that hear each other: both ends of a link, or all of a segment. */
export type LinkPeers = readonly Nic[];

/** Which NICs share a link. Each belongs to one set of mates, itself included. */
export class LinkPeerTable {
  readonly #peersOf = new Map<Nic, LinkPeers>();
  readonly #hosts = new Map<string, Host>();
  /** Told when links are added. */
  onChange: (() => void) | null = null;

  /** The NICs of a new link or segment, in the order of their attachment. */
  add(peers: LinkPeers): void {
    for (const nic of peers) {
      this.#peersOf.set(nic, peers);
      this.#hosts.set(nic.host.name, nic.host);
    }
    this.onChange?.();
  }

  /** A host that is on a link, by its name. */
  host(name: string): Host | undefined {
    return this.#hosts.get(name);
  }

  /** All NICs on the link of `nic`; only itself if it is on none. */
  of(nic: Nic): LinkPeers {
    return this.#peersOf.get(nic) ?? [nic];
  }
}
