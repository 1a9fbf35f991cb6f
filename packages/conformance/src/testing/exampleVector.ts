import { ipv4Address } from '@packetloom/core';
import { encodeIcmpv4, encodeIpv4, PROTOCOL_ICMP } from '@packetloom/core/wire';
import { hexOf, type Vector } from '../vector/vector.js';

const NODE = ipv4Address(0x0a000001);
const PEER = ipv4Address(0x0a000002);

function echo(kind: 'echo' | 'echo-reply'): Uint8Array {
  const data = Uint8Array.from({ length: 16 }, (_, index) => index);
  const message = { kind, code: 0, identifier: 7, sequenceNumber: 1, data } as const;
  const [source, destination] = kind === 'echo' ? [PEER, NODE] : [NODE, PEER];
  const header = { source, destination, protocol: PROTOCOL_ICMP, identification: 0x1234 };
  return encodeIpv4(header, encodeIcmpv4(message));
}

/** An echo request of 10.0.0.2 to the node, 10.0.0.1. */
export const ECHO_REQUEST = echo('echo');
/** The node's reply to it. */
export const ECHO_REPLY = echo('echo-reply');

/** A vector that every profile passes: an echo request at 5 ms and its reply. Parts may be replaced. */
export function exampleVector(replaced: Partial<Vector> = {}): Vector {
  return {
    name: 'example/echo',
    source: 'gvisor-2021-05-11',
    host: {
      nics: [
        {
          id: 1,
          name: 'eth0',
          mtu: 1500,
          loopback: false,
          promiscuous: false,
          addresses: ['10.0.0.1/24'],
        },
      ],
      routes: [{ destination: '10.0.0.0/24', gateway: null, nic: 1 }],
      igmp: { enabled: false },
      udp: [{ socket: 1, address: '0.0.0.0', port: 80 }],
    },
    steps: [{ at: 5, do: 'inject', nic: 1, packet: hexOf(ECHO_REQUEST) }],
    expect: {
      sent: [{ at: 5, nic: 1, packet: hexOf(ECHO_REPLY) }],
      delivered: [],
      stats: {
        'icmp.v4.packetsReceived.echoRequest': 1,
        'icmp.v4.packetsSent.echoReply': 1,
        'ip.packetsDelivered': 1,
        'ip.packetsReceived': 1,
        'ip.packetsSent': 1,
      },
    },
    ...replaced,
  };
}

/** The example with other expectations. */
export function exampleExpecting(replaced: Partial<Vector['expect']>): Vector {
  const vector = exampleVector();
  return { ...vector, expect: { ...vector.expect, ...replaced } };
}

/** Octets with one of them replaced. */
export function withOctet(octets: Uint8Array, offset: number, value: number): Uint8Array {
  const changed = octets.slice();
  changed[offset] = value;
  return changed;
}
