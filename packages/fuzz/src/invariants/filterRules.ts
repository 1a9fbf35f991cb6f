import { isIcmpErrorType } from '@packetloom/core/wire';
import type { SimulationEvent } from '@packetloom/sim';
import { type FilteredPacket, FilterModel, type Verdict } from '../observe/filterModel.js';
import type { NetworkFacts } from '../observe/network.js';
import { contextOf } from '../observe/packets.js';
import type { RunInvariant, Violation } from './invariant.js';

type OnNode = Extract<SimulationEvent, { packet: unknown; host: string }>;

/** A packet that ended on a node. */
type Ended = Extract<OnNode, { reason: unknown }>;

/** Ends that come behind the chain INPUT. */
const TAKEN_IN: ReadonlySet<string> = new Set(['icmp', 'igmp']);

/** iptables(8). */
export const rulesDecide: RunInvariant = {
  name: 'rules-decide',
  meaning:
    'On nodes with the filter of standard and rules that neither translate nor ask for states of connections, what the tables mangle and filter drop ends there, and nothing else does: each drop names the rule that a simple model of the rules finds. (Nobody says which comes first at the instant of a change.)',
  check({ ipv4Events: events, network }) {
    const models = modelsOf(network);
    if (models.size === 0) return null;
    const arrived = new Map<string, FilteredPacket>();
    const condemned = new Map<string, string>();
    for (const event of events) {
      if (!('packet' in event && 'host' in event)) continue;
      const model = models.get(event.host);
      if (model === undefined) continue;
      const key = `${event.host} ${event.packet.serial}`;
      if (event.type === 'received') {
        const { packet, nic } = event;
        arrived.set(key, { packet, inInterface: nic ?? '', outInterface: '' });
      }
      if (event.type === 'originated' && passesOutput(event)) {
        const verdict = verdictOnOutput(event, model);
        if (typeof verdict === 'string') condemned.set(key, verdict);
      }
      const violation =
        escaped(event, condemned.get(key)) ?? checkEvent(event, arrived.get(key), model, network);
      if (violation !== null) return violation;
      // The rules have been asked about it; when the datagram is whole, they may be others.
      if (event.type === 'fragment-held') arrived.delete(key);
    }
    return null;
  },
};

function modelsOf({ filters, behaviours }: NetworkFacts): ReadonlyMap<string, FilterModel> {
  const models = new Map<string, FilterModel>();
  for (const [node, facts] of filters) {
    const isTracked = behaviours.get(node)?.nat === 'tracked';
    const isPlain = !facts.translates && !facts.asksForStates;
    if (isTracked && isPlain) models.set(node, new FilterModel(facts));
  }
  return models;
}

/** Section 4 of the specification: what has its header already does not, and neither does IGMP. */
function passesOutput(event: Extract<OnNode, { type: 'originated' }>): boolean {
  if (event.cause !== 'icmp') return event.cause === 'udp' || event.cause === 'ping';
  return isIcmpErrorType(event.packet.transport >>> 8);
}

function verdictOnOutput({ packet, nic, timeNs }: OnNode, model: FilterModel): Verdict {
  const filtered = { packet, inInterface: '', outInterface: nic ?? '' };
  const mangled = model.verdict('mangle', 'OUTPUT', timeNs, filtered);
  return mangled === null ? model.verdict('filter', 'OUTPUT', timeNs, filtered) : mangled;
}

/** What was to be dropped on its way out, and was not. */
function escaped(event: OnNode, verdict: string | undefined): Violation | null {
  const { type } = event;
  if (verdict === undefined || (type !== 'transmitted' && type !== 'fragmented')) return null;
  return passed(verdict, event);
}

function checkEvent(
  event: OnNode,
  arrived: FilteredPacket | undefined,
  model: FilterModel,
  { behaviours }: NetworkFacts,
): Violation | null {
  const { type, timeNs, host } = event;
  if (type === 'dropped') return checkDrop(event, arrived, model);
  if (type === 'originated') return null;
  const ask = (table: 'mangle' | 'filter', hook: string, filtered: FilteredPacket) =>
    passed(model.verdict(table, hook, timeNs, filtered), event);
  if (arrived === undefined) return null;
  const isTakenIn =
    type === 'delivered' ||
    type === 'fragment-held' ||
    (type === 'consumed' && TAKEN_IN.has(event.reason));
  if (isTakenIn) {
    return ask('mangle', 'PREROUTING', arrived) ?? ask('filter', 'INPUT', atInput(arrived, event));
  }
  if (type !== 'forwarded') return null;
  const outgoing = { ...arrived, outInterface: event.nic ?? '' };
  const asksForward = behaviours.get(host)?.forwardChain === true;
  return (
    ask('mangle', 'PREROUTING', arrived) ??
    (asksForward ? ask('filter', 'FORWARD', outgoing) : null) ??
    ask('mangle', 'POSTROUTING', { ...outgoing, inInterface: '' })
  );
}

function passed(verdict: Verdict, event: OnNode): Violation | null {
  if (typeof verdict !== 'string') return null;
  return { message: `${event.type}, though ${verdict} drops it: ${contextOf(event)}` };
}

const HOOK_OF: Readonly<Record<string, string>> = {
  'filter-input': 'INPUT',
  'filter-output': 'OUTPUT',
  'filter-prerouting': 'PREROUTING',
};

function checkDrop(
  event: Ended,
  arrived: FilteredPacket | undefined,
  model: FilterModel,
): Violation | null {
  const { reason, rule } = event;
  const hook = HOOK_OF[reason];
  // Of connections that are known, the table nat is not asked.
  if (hook === undefined || rule?.endsWith('in table nat')) return null;
  const verdict = verdictOfDrop(hook, event, arrived, model);
  if (verdict === undefined || verdict === rule) return null;
  return { message: `dropped by ${rule}, not by ${verdict}: ${contextOf(event)}` };
}

function verdictOfDrop(
  hook: string,
  event: OnNode,
  arrived: FilteredPacket | undefined,
  model: FilterModel,
): Verdict {
  if (hook === 'OUTPUT') return verdictOnOutput(event, model);
  if (arrived === undefined) return undefined;
  const { timeNs } = event;
  if (hook === 'INPUT') return model.verdict('filter', hook, timeNs, atInput(arrived, event));
  return model.verdict('mangle', hook, timeNs, arrived);
}

/** A router takes in what is for its other side by the NIC of that side. */
function atInput(arrived: FilteredPacket, { nic }: OnNode): FilteredPacket {
  return { ...arrived, inInterface: nic ?? '' };
}
