import type { Ipv4Address, MulticastRoute, MulticastRouteSource } from '@packetloom/core';
import type { LinkPeerTable } from '../network/linkPeers.js';
import { MulticastTree } from './multicastTree.js';

/**
 * Routes of multicast for all routers of a simulation: what a routing protocol between them, such as
 * PIM (RFC 7761), would have agreed upon once it has converged. For each source and group the tree that
 * leads along the routers' own unicast routes back to the source (reverse path). Who is a member is known
 * from IGMP on the wire alone. Between routers nothing is sent: joins reach the source without delay.
 */
export class MulticastTrees implements MulticastRouteSource {
  readonly #peers: LinkPeerTable;
  readonly #routers = new Set<string>();
  /** By group, then source. */
  readonly #trees = new Map<number, Map<number, MulticastTree>>();

  constructor(peers: LinkPeerTable) {
    this.#peers = peers;
    peers.onChange = () => this.#trees.clear();
  }

  find(router: string, source: Ipv4Address, group: Ipv4Address): MulticastRoute | null {
    let bySource = this.#trees.get(group);
    if (bySource === undefined) {
      bySource = new Map();
      this.#trees.set(group, bySource);
    }
    let tree = bySource.get(source);
    if (tree === undefined) {
      const routers = [...this.#routers].flatMap((name) => this.#peers.host(name) ?? []);
      tree = new MulticastTree(this.#peers, new Set(routers), source, group);
      bySource.set(source, tree);
    }
    const host = this.#peers.host(router);
    return host === undefined ? null : tree.routeOf(host);
  }

  routingChanged(router: string, isOn: boolean): void {
    if (isOn) this.#routers.add(router);
    else this.#routers.delete(router);
    this.#trees.clear();
  }

  membersChanged(_router: string, group: Ipv4Address): void {
    this.#trees.delete(group);
  }

  configurationChanged(): void {
    this.#trees.clear();
  }
}
