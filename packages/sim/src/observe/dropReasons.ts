import { DISPOSITIONS, type DispositionName } from '@packetloom/core';

/** Why packets are dropped, in words, with the rule behind it. */
export interface DropReason {
  /** Completes "dropped: …". */
  readonly text: string;
  /** RFC section or program that asks for it; empty where it is the model's own. */
  readonly source: string;
}

const REASONS: Partial<Record<DispositionName, DropReason>> = {
  'host-down': { text: 'the host is down', source: '' },
  'nic-disabled': { text: 'the NIC is disabled', source: '' },
  'ip-disabled': { text: 'IPv4 is disabled on the NIC', source: '' },
  'malformed-header': {
    text: 'the IPv4 header is malformed or its checksum wrong',
    source: 'RFC 1122 3.2.1.1, 3.2.1.2',
  },
  'invalid-source': { text: 'its source address cannot be', source: 'RFC 1122 3.2.1.3' },
  'invalid-destination': {
    text: 'its destination is not here, and this host does not forward it',
    source: 'RFC 1122 3.3.4.2',
  },
  'filter-prerouting': { text: 'a rule of PREROUTING drops it', source: 'iptables(8)' },
  'filter-input': { text: 'a rule of INPUT drops it', source: 'iptables(8)' },
  'filter-forward': { text: 'a rule of FORWARD drops it', source: 'iptables(8)' },
  'filter-output': { text: 'a rule of OUTPUT drops it', source: 'iptables(8)' },
  'filter-postrouting': { text: 'a rule of POSTROUTING drops it', source: 'iptables(8)' },
  'link-local': { text: 'link-local addresses are not forwarded', source: 'RFC 3927 7' },
  'multicast-no-members': {
    text: 'nobody behind this router joined its group',
    source: 'RFC 2236 3',
  },
  'multicast-wrong-interface': {
    text: 'it did not arrive by the route back to its source (reverse path)',
    source: 'reverse path forwarding',
  },
  'ttl-exceeded': { text: 'its TTL ends at this router', source: 'RFC 1812 5.3.1' },
  'option-problem': { text: 'an IPv4 option is wrong', source: 'RFC 1122 3.2.1.8' },
  'no-route': { text: 'there is no route to its destination', source: 'RFC 1812 4.3.3.1' },
  'fragmentation-needed': {
    text: 'it is larger than the next link takes, and DF forbids fragments',
    source: 'RFC 1191 4',
  },
  'malformed-fragment': { text: 'the fragment is malformed', source: 'RFC 791 3.2' },
  'reassembly-conflict': { text: 'its fragments contradict each other', source: 'RFC 815 3' },
  'reassembly-timeout': {
    text: 'the other fragments did not come in time',
    source: 'RFC 1122 3.3.2',
  },
  'reassembly-memory': { text: 'too many fragments wait for others', source: 'RFC 1122 3.3.2' },
  'protocol-unreachable': { text: 'nobody here speaks its protocol', source: 'RFC 1122 3.2.2.1' },
  'port-unreachable': { text: 'no socket listens to its port', source: 'RFC 1122 4.1.3.1' },
  'malformed-transport': { text: 'its transport header is malformed', source: 'RFC 768' },
  'udp-checksum': { text: 'its UDP checksum is wrong', source: 'RFC 1122 4.1.3.4' },
  'receive-buffer-full': { text: 'the socket has no room for it', source: '' },
  'tcp-checksum': { text: 'its TCP checksum is wrong', source: 'RFC 9293 3.1' },
  'tcp-no-socket': { text: 'no socket has its ports; RST', source: 'RFC 9293 3.10.7.1' },
  'tcp-flags': { text: 'its TCP flags do not fit the state', source: 'RFC 9293 3.10.7' },
  'tcp-listen-overflow': {
    text: 'too many connections wait to be accepted',
    source: 'listen(2)',
  },
  'tcp-request-queue-full': { text: 'too many SYNs wait for their last ACK', source: 'listen(2)' },
  'tcp-paws': { text: 'its timestamp is too old', source: 'RFC 7323 5' },
  'tcp-old-sequence': { text: 'it lies before the receive window', source: 'RFC 9293 3.10.7.4' },
  'tcp-invalid-sequence': {
    text: 'it lies behind the receive window',
    source: 'RFC 9293 3.10.7.4',
  },
  'tcp-invalid-syn': { text: 'a SYN on a connection that there is', source: 'RFC 5961 4' },
  'tcp-invalid-reset': { text: 'an RST with another sequence number', source: 'RFC 5961 3' },
  'tcp-invalid-ack': { text: 'it acknowledges what was not sent', source: 'RFC 5961 5' },
  'tcp-old-data': { text: 'its data came before', source: 'RFC 9293 3.10.7.4' },
  'tcp-beyond-window': { text: 'its data does not fit the window', source: 'RFC 9293 3.10.7.4' },
  'tcp-closed': { text: 'nobody reads from the connection any more', source: 'RFC 1122 4.2.2.13' },
  'tcp-signature': { text: 'it is signed, which nothing asks for', source: 'RFC 2385' },
  'icmp-invalid': {
    text: 'the ICMP message is too short or its checksum wrong',
    source: 'RFC 792',
  },
  'icmp-rate-limited': { text: 'ICMP is limited to a rate', source: 'RFC 1812 4.3.2.8' },
  'icmp-unhandled': { text: 'the ICMP type is unknown', source: 'RFC 1122 3.2.2' },
  'igmp-invalid': { text: 'the IGMP message is not valid', source: 'RFC 2236 2' },
  'arp-invalid': { text: 'the ARP packet is not valid', source: 'RFC 826' },
  'not-for-this-link-address': { text: 'the frame is for another link address', source: 'RFC 894' },
  'unknown-link-protocol': { text: 'the frame carries an unknown protocol', source: 'RFC 894' },
  'send-error': { text: 'it could not be sent', source: '' },
  'neighbour-queue-full': {
    text: 'too many packets wait for the next hop',
    source: 'RFC 1122 2.3.2.2',
  },
  'neighbour-unreachable': { text: 'the next hop does not answer ARP', source: 'RFC 1812 4.3.3.1' },
  'link-down': { text: 'the link is down', source: '' },
  'queue-full': { text: 'the queue of the link is full', source: '' },
  'queue-early-drop': { text: 'the queue manages its length', source: 'RFC 7567' },
  loss: { text: 'the link loses it', source: 'tc-netem(8)' },
  'larger-than-mtu': { text: 'it is larger than the MTU of the link', source: '' },
  'no-port-needs-it': { text: 'nobody on the segment needs it', source: 'IEEE 802.1D 7.7' },
  'no-such-port': { text: 'the segment has no port for it', source: '' },
};

/** The reason in words; one that has none here speaks for itself. */
export function dropReason(name: DispositionName): DropReason {
  return REASONS[name] ?? { text: name.replaceAll('-', ' '), source: '' };
}

/** "dropped: its TTL ends at this router (RFC 1812 5.3.1)". */
export function describeDrop(name: DispositionName): string {
  const { text, source } = dropReason(name);
  return `dropped: ${text}${source === '' ? '' : ` (${source})`}`;
}

/** Reasons that have no words yet; a test keeps this empty. */
export function reasonsWithoutWords(): DispositionName[] {
  return DISPOSITIONS.filter(
    ({ name, kind }) => kind === 'dropped' && REASONS[name] === undefined,
  ).map(({ name }) => name);
}
