import type { Simulation } from '@packetloom/sim';
import { defineEventRun } from '../../define/eventRun.js';
import { directionText } from '../../direction/text.js';
import type { LinkEvent, NodeStateEvent, SegmentEvent } from './event.js';

export const LINK_RUN = defineEventRun<LinkEvent>({
  apply({ link, up, forward, reverse }, { simulation }) {
    simulation.link(link).set({ ...(up === undefined ? {} : { up }), forward, reverse });
  },
  subject: ({ link }) => link,
  text: linkText,
});

export const SEGMENT_RUN = defineEventRun<SegmentEvent>({
  apply: (event, { simulation }) => changeSegment(simulation, event),
  subject: ({ segment }) => segment,
  text(event) {
    const { port } = event;
    const text = linkText(event);
    return port === null ? text : `port ${port.node}:${port.nic} ${text}`;
  },
});

export const NODE_STATE_RUN = defineEventRun<NodeStateEvent>({
  apply({ node, nic, up }, { simulation }) {
    if (nic === null) simulation.setHostUp(node, up);
    else simulation.setNicUp(node, nic, up);
  },
  subject: ({ node }) => node,
  text: ({ nic, up }) => `${nic === null ? '' : `${nic} `}${up ? 'comes up' : 'goes down'}`,
});

function linkText(event: Pick<LinkEvent, 'up' | 'forward' | 'reverse'>): string {
  const parts: string[] = [];
  if (event.up !== undefined) parts.push(event.up ? 'comes up' : 'goes down');
  const forward = directionText(event.forward);
  const reverse = directionText(event.reverse);
  if (forward === reverse && forward !== '') parts.push(`now has ${forward}`);
  else if (forward !== reverse) parts.push(`now has ${forward} and, in reverse, ${reverse}`);
  return parts.join(', ');
}

function changeSegment(
  simulation: Simulation,
  { segment: name, port, up, forward, reverse }: SegmentEvent,
): void {
  const segment = simulation.segment(name);
  const ports = segment.ports.filter(
    ({ end }) => port === null || (end.host === port.node && end.nic === port.nic),
  );
  for (const changed of ports) changed.set({ toSegment: forward, fromSegment: reverse });
  if (up === undefined) return;
  if (port === null) segment.setUp(up);
  else for (const changed of ports) changed.setUp(up);
}
