import { memberAccess } from '@packetloom/language/internal';
import type { SimulationEvent } from '@packetloom/sim';
import { LinkModel } from '../observe/linkModel.js';
import type { DirectionFacts } from '../observe/network.js';
import type { RunInvariant, Violation } from './invariant.js';

/** What happened to one direction, in order. `appeared`: it was never sent, though its datagram was. */
type LinkEvent =
  | { readonly kind: 'sent'; readonly timeNs: number; readonly serial: number; length: number }
  | { readonly kind: 'arrived' | 'appeared'; readonly timeNs: number; readonly serial: number }
  | { readonly kind: 'dropped'; readonly timeNs: number; readonly serial: number; reason: string };

function linkEvents(
  events: readonly SimulationEvent[],
  { link, direction, from, to }: DirectionFacts,
): LinkEvent[] {
  const list: LinkEvent[] = [];
  const sent = new Set<number>();
  const identities = new Set<number>();
  for (const event of events) {
    const { timeNs } = event;
    if (event.type === 'transmitted' && `${event.host}:${event.nic}` === from) {
      const { serial, identity, length } = event.packet;
      sent.add(serial);
      identities.add(identity);
      list.push({ kind: 'sent', timeNs, serial, length });
    } else if (event.type === 'received' && `${event.host}:${event.nic}` === to) {
      const { serial, identity } = event.packet;
      if (sent.has(serial)) list.push({ kind: 'arrived', timeNs, serial });
      // The rest was injected.
      else if (identities.has(identity)) list.push({ kind: 'appeared', timeNs, serial });
    } else if (
      event.type === 'link-dropped' &&
      event.link === link &&
      event.direction === direction
    ) {
      list.push({ kind: 'dropped', timeNs, serial: event.packet.serial, reason: event.reason });
    }
  }
  return list;
}

/** A link is a pipe. */
export const linksKeepOrder: RunInvariant = {
  name: 'links-keep-order',
  meaning:
    'What is handed to a link without impairments arrives once, in the order in which it was sent, or is dropped with a reason.',
  check({ events, network, result }) {
    for (const facts of network.directions.values()) {
      if (facts.isImpaired) continue;
      const under = `link ${facts.link} ${facts.direction}`;
      const direction = inCel(facts);
      const waiting: number[] = [];
      for (const { kind, serial } of linkEvents(events, facts)) {
        if (kind === 'sent') {
          waiting.push(serial);
          continue;
        }
        const index = waiting.indexOf(serial);
        if (index < 0) {
          const what = kind === 'appeared' ? 'was never sent' : 'came twice';
          const expectation = `${direction}.delivered <= ${direction}.sent`;
          return { message: `${under}: packet ${serial} ${what}`, expectation };
        }
        if (kind === 'arrived' && index > 0) {
          const message = `${under}: packet ${serial} overtook packet ${waiting[0]}`;
          return { message, expectation: `${direction}.reordered == 0` };
        }
        waiting.splice(index, 1);
      }
      if (result !== null && waiting.length > 0) {
        const expectation = `${direction}.sent == ${direction}.delivered`;
        return { message: `${under}: packet ${waiting[0]} never arrived`, expectation };
      }
    }
    return null;
  },
};

/** Serialisation, waiting and propagation, to the nanosecond. */
export const linksKeepTime: RunInvariant = {
  name: 'links-keep-time',
  meaning:
    'On a link without impairments that no event changes, from a node that no event takes down, a packet arrives after the time that rate, queue and delay give, to the nanosecond, and is dropped if and only if the queue is full or it is larger than the MTU, and for that reason.',
  check({ events, network }) {
    for (const facts of network.directions.values()) {
      if (facts.changes || facts.isImpaired) continue;
      const violation = againstModel(linkEvents(events, facts), facts);
      if (violation !== null) return violation;
    }
    return null;
  },
};

function againstModel(list: readonly LinkEvent[], facts: DirectionFacts): Violation | null {
  const model = new LinkModel(facts.spec);
  const due = new Map<number, number | string>();
  const under = `link ${facts.link} ${facts.direction}`;
  for (const event of list) {
    const { timeNs, serial } = event;
    if (event.kind === 'sent') {
      due.set(serial, model.send(timeNs, event.length));
      continue;
    }
    if (event.kind === 'arrived') model.arrived(timeNs);
    const expected = due.get(serial);
    const came = event.kind === 'dropped' ? event.reason : timeNs;
    if (expected === undefined || expected === came) continue;
    const should =
      typeof expected === 'number' ? `arrive at ${expected} ns` : `be dropped (${expected})`;
    const did = typeof came === 'number' ? `arrived at ${came} ns` : `was dropped (${came})`;
    const message = `${under}: packet ${serial} should ${should}, but ${did}`;
    // Where nothing should be dropped for that reason, it can be said.
    if (typeof came !== 'string' || [...due.values()].includes(came)) return { message };
    return { message, expectation: `${inCel(facts)}.drops["${came}"] == 0` };
  }
  return null;
}

function inCel({ link, direction }: DirectionFacts): string {
  return `link${memberAccess(link)}.${direction}`;
}
