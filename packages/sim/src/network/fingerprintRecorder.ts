import type { Subscription } from 'rxjs';
import type { EventBus } from '../bus/eventBus.js';
import type {
  PacketSummary,
  SimulationEvent,
  SimulationEventType,
} from '../bus/simulationEvent.js';
import { Fingerprint, type FingerprintField } from '../record/index.js';

type FieldsOf<Event> = Event extends SimulationEvent
  ? readonly Exclude<keyof Event, 'type' | 'timeNs' | 'packet'>[]
  : never;

/** Fields of each type of event, in the order of the fingerprint; type and time come first, packets last. */
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

/** Takes the fingerprint of everything that happens from its making on. */
export class FingerprintRecorder {
  readonly #fingerprint = new Fingerprint();
  readonly #subscription: Subscription;

  constructor(bus: EventBus) {
    this.#subscription = bus.eventsWithOctets$.subscribe((event) => this.#add(event));
  }

  /** Events so far. */
  get events(): number {
    return this.#fingerprint.events;
  }

  /** SHA-256 of all events so far, as 64 hexadecimal digits. */
  digestHex(): string {
    return this.#fingerprint.digestHex();
  }

  /** Listens no more. */
  stop(): void {
    this.#subscription.unsubscribe();
  }

  #add(event: SimulationEvent): void {
    const fields: FingerprintField[] = [event.type, event.timeNs];
    for (const name of FIELDS[event.type]) {
      const value: FingerprintField | undefined = Reflect.get(event, name);
      fields.push(value ?? null);
    }
    if ('packet' in event) pushPacket(fields, event.type, event.packet);
    this.#fingerprint.add(fields);
  }
}

/** Octets that forwarding and NAT change are among the first: header, ports, checksums. */
const HEADER_OCTETS = 60;

/** Events at which a datagram begins or ends: all of its octets count there, its header elsewhere. */
const WHOLE: ReadonlySet<SimulationEventType> = new Set([
  'originated',
  'delivered',
  'consumed',
  'dropped',
  'link-dropped',
]);

/** The rest of a summary follows from the octets. */
function pushPacket(
  fields: FingerprintField[],
  type: SimulationEventType,
  packet: PacketSummary,
): void {
  const { serial, identity, cause, length, octets = null } = packet;
  const part = octets === null || WHOLE.has(type) ? octets : octets.subarray(0, HEADER_OCTETS);
  fields.push(serial, identity, cause, length, part);
}
