import { counted } from '../../../quantity/counts.js';
import { octetsOf } from '../../../quantity/octets.js';
import { defineEventRun } from '../../define/eventRun.js';
import type { InjectEvent } from './event.js';

export const INJECT_RUN = defineEventRun<InjectEvent>({
  apply: ({ node, nic, octets }, { simulation }) =>
    simulation.nic(node, nic).inject(octetsOf(octets)),
  subject: ({ node }) => node,
  text: ({ octets, nic }) => `${counted(octets.length / 2, 'octet')} appear at ${nic}`,
});
