import { defineEventRun } from '../../define/eventRun.js';
import { packetOctets } from '../../packet/encode.js';
import { packetText } from '../../packet/text.js';
import type { InjectEvent } from './event.js';

export const INJECT_RUN = defineEventRun<InjectEvent>({
  apply: ({ node, nic, packet }, { simulation, plan }) =>
    simulation.nic(node, nic).inject(packetOctets(packet, plan)),
  subject: ({ node }) => node,
  text: ({ packet, nic }) =>
    `${packetText(packet)} ${packet.kind === 'octets' ? 'appear' : 'appears'} at ${nic}`,
});
