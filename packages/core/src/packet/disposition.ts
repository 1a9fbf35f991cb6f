/**
 * How the life of a packet ended: a closed set. Every packet buffer ends exactly once with one of
 * these, so that the accounting of a run adds up: sent = delivered + consumed + dropped + in flight.
 */
export const DISPOSITIONS = [
  // Delivered: at least one socket (or an application behind it) took the data.
  { name: 'delivered', kind: 'delivered' },
  // Consumed by a stack: its content was acted on, or went on in other packets.
  { name: 'icmp', kind: 'consumed' },
  { name: 'igmp', kind: 'consumed' },
  { name: 'arp', kind: 'consumed' },
  { name: 'tcp', kind: 'consumed' },
  { name: 'fragmented', kind: 'consumed' },
  { name: 'reassembled', kind: 'consumed' },
  { name: 'duplicate-fragment', kind: 'consumed' },
  { name: 'left-the-network', kind: 'consumed' },
  // Dropped by a stack.
  { name: 'nic-disabled', kind: 'dropped' },
  { name: 'host-down', kind: 'dropped' },
  { name: 'ip-disabled', kind: 'dropped' },
  { name: 'malformed-header', kind: 'dropped' },
  { name: 'invalid-source', kind: 'dropped' },
  { name: 'invalid-destination', kind: 'dropped' },
  { name: 'filter-prerouting', kind: 'dropped' },
  { name: 'filter-input', kind: 'dropped' },
  { name: 'filter-forward', kind: 'dropped' },
  { name: 'filter-output', kind: 'dropped' },
  { name: 'filter-postrouting', kind: 'dropped' },
  { name: 'link-local', kind: 'dropped' },
  { name: 'ttl-exceeded', kind: 'dropped' },
  { name: 'option-problem', kind: 'dropped' },
  { name: 'no-route', kind: 'dropped' },
  { name: 'fragmentation-needed', kind: 'dropped' },
  { name: 'multicast-no-members', kind: 'dropped' },
  { name: 'multicast-wrong-interface', kind: 'dropped' },
  { name: 'malformed-fragment', kind: 'dropped' },
  { name: 'reassembly-conflict', kind: 'dropped' },
  { name: 'reassembly-timeout', kind: 'dropped' },
  { name: 'reassembly-memory', kind: 'dropped' },
  { name: 'protocol-unreachable', kind: 'dropped' },
  { name: 'port-unreachable', kind: 'dropped' },
  { name: 'malformed-transport', kind: 'dropped' },
  { name: 'udp-checksum', kind: 'dropped' },
  { name: 'receive-buffer-full', kind: 'dropped' },
  { name: 'tcp-checksum', kind: 'dropped' },
  { name: 'tcp-no-socket', kind: 'dropped' },
  { name: 'tcp-flags', kind: 'dropped' },
  { name: 'tcp-listen-overflow', kind: 'dropped' },
  { name: 'tcp-request-queue-full', kind: 'dropped' },
  { name: 'tcp-paws', kind: 'dropped' },
  { name: 'tcp-old-sequence', kind: 'dropped' },
  { name: 'tcp-invalid-sequence', kind: 'dropped' },
  { name: 'tcp-invalid-syn', kind: 'dropped' },
  { name: 'tcp-invalid-reset', kind: 'dropped' },
  { name: 'tcp-invalid-ack', kind: 'dropped' },
  { name: 'tcp-old-data', kind: 'dropped' },
  { name: 'tcp-beyond-window', kind: 'dropped' },
  { name: 'tcp-closed', kind: 'dropped' },
  { name: 'tcp-signature', kind: 'dropped' },
  { name: 'icmp-invalid', kind: 'dropped' },
  { name: 'icmp-rate-limited', kind: 'dropped' },
  { name: 'icmp-unhandled', kind: 'dropped' },
  { name: 'igmp-invalid', kind: 'dropped' },
  { name: 'arp-invalid', kind: 'dropped' },
  { name: 'not-for-this-link-address', kind: 'dropped' },
  { name: 'unknown-link-protocol', kind: 'dropped' },
  { name: 'send-error', kind: 'dropped' },
  { name: 'neighbour-queue-full', kind: 'dropped' },
  { name: 'neighbour-unreachable', kind: 'dropped' },
  // Dropped by a link.
  { name: 'link-down', kind: 'dropped' },
  { name: 'queue-full', kind: 'dropped' },
  { name: 'queue-early-drop', kind: 'dropped' },
  { name: 'loss', kind: 'dropped' },
  { name: 'larger-than-mtu', kind: 'dropped' },
  { name: 'no-such-port', kind: 'dropped' },
  { name: 'no-port-needs-it', kind: 'dropped' },
] as const;

/** Name of a disposition, as reports and events show it. */
export type DispositionName = (typeof DISPOSITIONS)[number]['name'];

/** What a disposition means in the accounting of a run. */
export type DispositionKind = 'delivered' | 'consumed' | 'dropped';

declare const disposition: unique symbol;

/** A disposition as the hot path knows it: its index in {@link DISPOSITIONS}. A type of its own. */
export type Disposition = number & { readonly [disposition]: true };

/** Index of each disposition by its name: `Disposition['no-route']`. */
export const Disposition: Readonly<Record<DispositionName, Disposition>> = Object.freeze(
  Object.fromEntries(DISPOSITIONS.map((disposition, index) => [disposition.name, index])),
) as Readonly<Record<DispositionName, Disposition>>;

/** Name of a disposition; `RangeError` for a number that is none. */
export function dispositionName(disposition: number): DispositionName {
  const entry = DISPOSITIONS[disposition];
  if (entry === undefined) throw new RangeError(`no disposition has the number ${disposition}`);
  return entry.name;
}

/** What a disposition means in the accounting of a run. */
export function dispositionKind(disposition: number): DispositionKind {
  const entry = DISPOSITIONS[disposition];
  if (entry === undefined) throw new RangeError(`no disposition has the number ${disposition}`);
  return entry.kind;
}
