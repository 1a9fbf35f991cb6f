import type { SimulationEvent, SimulationEventType } from '../bus/simulationEvent.js';

type FieldsOf<Event> = Event extends SimulationEvent
  ? readonly Exclude<keyof Event, 'type' | 'timeNs' | 'packet'>[]
  : never;

/**
 * Fields of each type of event, in the order of files and fingerprints; type and time come first, packets last. The
 * place of a type is its number in fingerprints: a new one comes last.
 */
const FIELDS: {
  readonly [Type in SimulationEventType]: FieldsOf<SimulationEvent & { type: Type }>;
} = {
  originated: ['host', 'nic', 'cause'],
  received: ['host', 'nic'],
  transmitted: ['host', 'nic'],
  forwarded: ['host', 'nic'],
  'fragment-held': ['host', 'nic'],
  reassembled: ['host', 'nic'],
  fragmented: ['host', 'nic', 'count'],
  delivered: ['host', 'nic', 'protocol', 'port'],
  consumed: ['host', 'nic', 'reason'],
  dropped: ['host', 'nic', 'reason'],
  'icmp-error': ['host', 'nic', 'icmpType', 'icmpCode', 'about'],
  'send-failed': ['host', 'app', 'cause', 'destination', 'error'],
  'app-failed': ['host', 'app', 'error'],
  membership: ['host', 'nic', 'group', 'state'],
  neighbour: ['host', 'nic', 'address', 'state'],
  'group-members': ['host', 'nic', 'group', 'state'],
  querier: ['host', 'nic', 'state'],
  'address-conflict': ['host', 'nic', 'address', 'linkAddress'],
  'link-dropped': ['link', 'direction', 'reason'],
  'link-duplicated': ['link', 'direction'],
  'link-corrupted': ['link', 'direction'],
  'link-reordered': ['link', 'direction'],
  'link-changed': ['link', 'direction', 'change'],
  'rules-changed': ['host', 'change'],
  'link-state': ['link', 'up'],
  'host-state': ['host', 'up'],
  'nic-state': ['host', 'nic', 'up'],
  scripted: ['name'],
  'tcp-state': ['host', 'local', 'localPort', 'remote', 'remotePort', 'from', 'state', 'error'],
  'tcp-retransmit': [
    'host',
    'local',
    'localPort',
    'remote',
    'remotePort',
    'sequence',
    'octets',
    'reason',
  ],
};

const FIELD_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(FIELDS).map(([type, names]) => [type, names.map(String)]),
);

/** Every type of event, in the order of their documentation. */
export const SIMULATION_EVENT_TYPES: readonly string[] = [...FIELD_NAMES.keys()];

/** Fields of a type of event beside `type`, `timeNs` and `packet`, in the order of the fingerprint. */
export function eventFieldsOf(type: SimulationEventType): readonly string[] {
  return FIELD_NAMES.get(type) ?? [];
}

/** The number of a type of event in fingerprints, from 1. */
export function eventNumberOf(type: SimulationEventType): number {
  return SIMULATION_EVENT_TYPES.indexOf(type) + 1;
}
