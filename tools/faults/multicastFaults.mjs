// Deliberate faults of IGMP and multicast routing: see `list.mjs`.

/** @type {readonly import('./list.mjs').Fault[]} */
export const MULTICAST_FAULTS = [
  {
    name: 'a leave is not sent',
    file: 'core/src/multicast/groupMembership.ts',
    find: 'if (isNews) this.#protocol.sendLeave(group.group);',
    replace: 'void isNews;',
  },
  {
    name: 'the timer of a left group is not cancelled',
    file: 'core/src/multicast/groupMembership.ts',
    find: "    if (group.state === 'non-member') return;\n    this.#cancelTimer(group);",
    replace: "    if (group.state === 'non-member') return;",
  },
  {
    name: 'reports of others do not silence ours',
    file: 'core/src/multicast/groupMembership.ts',
    find: "if (joined.state !== 'delaying' && joined.state !== 'queued-delaying') return;",
    replace: 'return;',
  },
  {
    name: 'IGMP messages are sent with a TTL of 2',
    file: 'core/src/ipv4/igmpPacket.ts',
    find: 'view.setUint8(start + IPV4_OFFSET.ttl, IGMP_TTL);',
    replace: 'view.setUint8(start + IPV4_OFFSET.ttl, IGMP_TTL + 1);',
  },
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
