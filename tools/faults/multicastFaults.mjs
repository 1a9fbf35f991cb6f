// Deliberate faults of multicast routing: see `list.mjs`.

/** @type {readonly import('./list.mjs').Fault[]} */
export const MULTICAST_FAULTS = [
  {
    name: 'multicast trees stay as they were when members come and go',
    file: 'sim/src/multicast/multicastTrees.ts',
    find: '    this.#trees.delete(group);\n',
    replace: '',
    breaks: ['multicast-keeps-to-tree'],
  },
  {
    name: 'all routers of a link with members send multicast onto it',
    file: 'sim/src/multicast/multicastTree.ts',
    find: 'if (knowsMembers && this.#forwarderOn(peers.of(nic)) === nic) this.#feed(nic);',
    replace: 'if (knowsMembers) this.#feed(nic);',
    breaks: ['multicast-comes-once'],
  },
  {
    name: 'routers take multicast from any NIC',
    file: 'core/src/ipv4/multicastForward.ts',
    find: 'if (route === null || route.incoming !== endpoint.nic.id) {',
    replace: 'if (route === null) {',
    breaks: ['multicast-keeps-to-tree'],
  },
  {
    name: 'queriers give way to higher addresses',
    file: 'core/src/ipv4/igmp.ts',
    find: 'source !== 0 && source < own',
    replace: 'source !== 0 && source > own',
    breaks: ['queriers-give-way'],
  },
  {
    name: 'a querier that is gone is waited for half a response interval longer',
    file: 'core/src/multicast/igmpRouterSettings.ts',
    find: 'robustness * queryIntervalNs + Math.round(queryResponseIntervalNs / 2)',
    replace: 'robustness * queryIntervalNs + queryResponseIntervalNs',
    breaks: ['queriers-give-way'],
  },
];
