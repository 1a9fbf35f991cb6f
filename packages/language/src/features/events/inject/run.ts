import { counted } from '../../../quantity/counts.js';
import { defineEventRun } from '../../define/eventRun.js';
import type { InjectEvent } from './event.js';

export const INJECT_RUN = defineEventRun<InjectEvent>({
  apply: ({ node, nic, octets }, { simulation }) => simulation.nic(node, nic).inject(octets),
  subject: ({ node }) => node,
  text: ({ octets, nic }) => `${counted(octets.length, 'octet')} appear at ${nic}`,
});
