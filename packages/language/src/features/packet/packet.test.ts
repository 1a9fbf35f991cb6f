import { decodeIpv4, decodeTcp, decodeUdp, isCodecError } from '@packetloom/core/wire';
import { describe, expect, it } from 'vitest';
import { loadText, problemsOf } from '../../testing/loadText.js';
import { packetOctets } from './encode.js';

const NETWORK = `schema: 1
name: a
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ endpoints: ['h1:eth0', 'h2:eth0'] }]
`;

function textOf(packet: string): string {
  return `${NETWORK}events: [{ at: 1s, node: h2, inject: { nic: eth0, packet: ${packet} } }]\n`;
}

/** The octets of a packet that a scenario has. */
function octetsOf(packet: string): Uint8Array {
  const loaded = loadText(textOf(packet));
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  const [event] = loaded.document.events;
  if (event?.kind !== 'inject') throw new Error('no injection');
  return packetOctets(event.packet, loaded.plan);
}

function ipv4Of(packet: string) {
  const datagram = decodeIpv4(octetsOf(packet));
  if (isCodecError(datagram)) throw new Error(datagram.message);
  return datagram;
}

const FROM_1 = 'ipv4: { source: h1, destination: h2 }';
const PORTS = 'sourcePort: 40000, destinationPort: 80';

describe('a packet by its headers', () => {
  it('has what is written, and sums that are right', () => {
    const { source, destination, payload } = ipv4Of(
      `{ ipv4: { source: h1, destination: 10.0.0.2, ttl: 9, dscp: 46, df: true, identification: 7 }, tcp: { ${PORTS}, seq: 4294967295, ack: 5, flags: [syn, ack, ece], window: 1000, urgent: 3, payload: hé } }`,
    );
    const segment = decodeTcp(payload, 0, payload.length, { addresses: { source, destination } });
    expect(segment).toMatchObject({
      ...{ sourcePort: 40_000, destinationPort: 80, sequence: 0xffffffff, acknowledgment: 5 },
      ...{ flags: 0x52, window: 1000, urgentPointer: 3, options: [] },
      payload: Uint8Array.of(0x68, 0xc3, 0xa9),
    });
    expect(ipv4Of(`{ ${FROM_1}, tcp: { ${PORTS} } }`)).toMatchObject({ ttl: 64, protocol: 6 });
  });

  it('has its options, each padded to whole words', () => {
    const options =
      'mss: 1460, sack-permitted: true, timestamps: [10, 20], wscale: 7, sack: [[1, 5]]';
    const { payload } = ipv4Of(`{ ${FROM_1}, tcp: { ${PORTS}, options: { ${options} } } }`);
    expect(payload.length).toBe(20 + 36);
    const segment = decodeTcp(payload);
    if (isCodecError(segment)) throw new Error(segment.message);
    expect(segment.options.filter(({ kind }) => kind !== 'no-operation')).toEqual([
      { kind: 'mss', mss: 1460 },
      { kind: 'sack-permitted' },
      { kind: 'timestamps', value: 10, echo: 20 },
      { kind: 'window-scale', shift: 7 },
      { kind: 'sack', blocks: [[1, 5]] },
    ]);
  });

  it('has the checksum that is asked for', () => {
    const sumOf = (checksum: string) => {
      const { payload } = ipv4Of(`{ ${FROM_1}, tcp: { ${PORTS}, checksum: ${checksum} } }`);
      return new DataView(payload.buffer, payload.byteOffset).getUint16(16);
    };
    expect(sumOf('"0x1234"')).toBe(0x1234);
    expect(sumOf('right') ^ sumOf('wrong')).toBe(0xffff);
    const { payload } = ipv4Of(`{ ${FROM_1}, udp: { ${PORTS}, payload: abc, checksum: "0x0" } }`);
    expect(decodeUdp(payload)).toMatchObject({ sourcePort: 40_000, checksum: 0 });
  });

  it('that cannot be is told', () => {
    const faults = (packet: string) => problemsOf(textOf(packet)).replace(/^x.yaml:\d+:/gm, '');
    expect([
      faults('{}'),
      faults(`{ tcp: { ${PORTS} } }`),
      faults(`{ ${FROM_1}, tcp: { ${PORTS} }, udp: { ${PORTS} } }`),
      faults(`{ ipv4: { source: h3, destination: h2 }, tcp: { sourcePort: 1 } }`),
      faults(`{ ipv4: { source: h3, destination: h2 }, tcp: { ${PORTS} } }`),
      faults(`{ ${FROM_1}, tcp: { ${PORTS}, flags: [sin] } }`),
      faults(`{ ${FROM_1}, tcp: { ${PORTS}, checksum: bad } }`),
      faults(`{ ${FROM_1}, tcp: { ${PORTS}, seq: -1, window: 65536 } }`),
      faults(
        `{ ${FROM_1}, tcp: { ${PORTS}, options: { timestamps: [1, 2], sack: [[1, 2], [3, 4], [5, 6], [7, 8]] } } }`,
      ),
      faults('45'.repeat(3)),
    ]).toMatchInlineSnapshot(`
      [
        "51: a packet needs the key 'ipv4': its header
      51: a packet has one of 'tcp', 'udp'; none is here",
        "51: a packet needs the key 'ipv4': its header",
        "51: a packet has one of 'tcp', 'udp'; not both",
        "77: there is no node 'h3'; did you mean h1?
      100: a TCP header needs the key 'destinationPort'",
        "77: there is no node 'h3'; did you mean h1?",
        "155: 'sin' is not one of 'fin', 'syn', 'rst', 'psh', 'ack', 'urg', 'ece', 'cwr' and 1 more; did you mean fin?",
        "157: 'bad' is no checksum: expected right, wrong, or a value such as "0x1234"",
        "152: -1 is out of range: expected 0 to 4294967295
      164: 65536 is out of range: expected 0 to 65535",
        "156: these options take 48 octets, and a header holds 40",
        "59: expected octets in hexadecimal, in quotation marks, found 454545",
      ]
    `);
  });
});
