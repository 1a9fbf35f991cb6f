import { formatIpv4Address } from '@packetloom/core';
import { defineEventRun } from '../../define/eventRun.js';
import type { MembershipEvent } from './event.js';

export const JOIN_RUN = defineEventRun<MembershipEvent<'join'>>({
  apply({ node, nic, group }, { simulation }) {
    simulation.nic(node, nic).joinGroup(group);
  },
  subject: ({ node }) => node,
  text: ({ nic, group }) => `asked to join ${formatIpv4Address(group)} on ${nic}`,
});

export const LEAVE_RUN = defineEventRun<MembershipEvent<'leave'>>({
  apply({ node, nic, group }, { simulation }) {
    // Leaving what was never joined changes nothing, as with a socket of Linux.
    simulation.nic(node, nic).leaveGroup(group);
  },
  subject: ({ node }) => node,
  text: ({ nic, group }) => `asked to leave ${formatIpv4Address(group)} on ${nic}`,
});
