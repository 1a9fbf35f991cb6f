import { defineEventRun } from '../../define/eventRun.js';
import type { IptablesEvent } from './event.js';
import { setRules } from './setRules.js';

export const IPTABLES_RUN = defineEventRun<IptablesEvent>({
  apply({ node, lines }, { simulation }) {
    setRules(simulation, node, lines);
    for (const { text } of lines) simulation.rulesChanged(node, text);
  },
  subject: ({ node }) => node,
  text: ({ lines }) => lines.map(({ text }) => `iptables ${text.trim()}`).join('; '),
});
