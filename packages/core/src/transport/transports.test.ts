import { describe, expect, it } from 'vitest';
import type { Ipv4Stack } from '../ipv4/ipv4Stack.js';
import { sendFromTransport, TRANSPORT_HEADROOM } from '../ipv4/send.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { CounterValues, count, indexOfEach } from '../ports/counters.js';
import type {
  ArrivalInterface,
  ControlMessage,
  TransportDisposition,
  TransportProtocol,
} from '../ports/transportProtocol.js';
import { findRoute } from '../route/routeLookup.js';
import { icmpOctets, ip, tcpOctets } from '../testing/packets.js';
import { type TestHost, testHost } from '../testing/testHost.js';
import { ICMP_DESTINATION_UNREACHABLE, ICMP_TIME_EXCEEDED } from '../wire/icmpv4.js';
import { ipv4Destination, ipv4Source } from '../wire/ipv4.js';
import { encodeIpv4 } from '../wire/ipv4Codec.js';

const PROTOCOL_ECHO = 253;
const ECHO_HEADER = 4;
const ECHO_COUNTERS = ['echo.packetsReceived'] as const;
const EchoCounter = indexOfEach(ECHO_COUNTERS);

/** Sends back what follows its header of 4 octets. A transport is this class alone. */
class Echo implements TransportProtocol {
  readonly protocolNumber = PROTOCOL_ECHO;
  readonly counterNames = ECHO_COUNTERS;
  readonly counterValues = new CounterValues(ECHO_COUNTERS);
  readonly notified: ControlMessage[] = [];
  readonly #host: Ipv4Stack;

  constructor(host: Ipv4Stack) {
    this.#host = host;
  }

  hasWholeHeader(_view: DataView, _transport: number, length: number): boolean {
    return length >= ECHO_HEADER;
  }

  deliver(packet: PacketBuffer, headerLength: number, nic: ArrivalInterface): TransportDisposition {
    const { view, start, bytes } = packet;
    if (view.getUint32(start + headerLength) !== 7) return 'port-unreachable';
    count(this.counterValues, EchoCounter['echo.packetsReceived']);
    const route = findRoute(this.#host, {
      nic: null,
      local: ipv4Destination(view, start),
      remote: ipv4Source(view, start),
      multicastLoop: false,
    });
    if (typeof route !== 'string') {
      const length = packet.length - headerLength;
      const answer = this.#host.pool.allocate(TRANSPORT_HEADROOM + length);
      const from = start + headerLength;
      answer.bytes.set(bytes.subarray(from, from + length), answer.start + TRANSPORT_HEADROOM);
      answer.cause = packet.identity;
      sendFromTransport(this.#host, route, answer, {
        protocol: PROTOCOL_ECHO,
        ttl: 64,
        typeOfService: 0,
        dontFragment: false,
        cause: 'echo',
      });
    }
    this.#host.end(packet, Disposition.delivered, nic);
    return 'handled';
  }

  control(message: ControlMessage): void {
    this.notified.push(message);
  }
}

const addresses = { source: ip('10.0.0.2'), destination: ip('10.0.0.1') };

function datagram(data: readonly number[], protocol = PROTOCOL_ECHO): Uint8Array {
  return encodeIpv4({ ...addresses, protocol }, Uint8Array.from(data));
}

function hostWithEcho(): TestHost & { echo: Echo } {
  const made: Echo[] = [];
  const factory = (host: Ipv4Stack) => {
    const echo = new Echo(host);
    made.push(echo);
    return echo;
  };
  const test = testHost([{ addresses: ['10.0.0.1/24'] }], { transports: [factory] });
  return { ...test, echo: made[0] as Echo };
}

/** Protocol and, of ICMP, type and code of everything that was sent. */
function sent({ links }: TestHost): string[] {
  return (links[0]?.take() ?? []).map((octets) =>
    octets[9] === 1 ? `icmp ${octets[20]}/${octets[21]}` : `protocol ${octets[9]}`,
  );
}

describe('a transport', () => {
  it('gets the datagrams of its protocol and answers them', () => {
    const test = hostWithEcho();
    test.links[0]?.arrive(datagram([0, 0, 0, 7, 1, 2]));
    const [answer] = test.links[0]?.take() ?? [];
    expect([...(answer?.subarray(20) ?? [])]).toEqual([0, 0, 0, 7, 1, 2]);
    expect(answer?.[9]).toBe(PROTOCOL_ECHO);
    expect(test.pool.liveCount).toBe(0);
  });

  it('has its counters among those of the host', () => {
    const test = hostWithEcho();
    test.links[0]?.arrive(datagram([0, 0, 0, 7]));
    expect(test.host.counters.nonZero()).toMatchObject({ 'echo.packetsReceived': 1 });
  });

  it('has port unreachable sent for what it does not know', () => {
    const test = hostWithEcho();
    test.links[0]?.arrive(datagram([0, 0, 0, 8]));
    expect(sent(test)).toEqual(['icmp 3/3']);
    expect(test.pool.totals().dispositions).toMatchObject({ 'port-unreachable': 1 });
  });

  it('is not given what is too short for its header', () => {
    const test = hostWithEcho();
    test.links[0]?.arrive(datagram([0, 0, 0]));
    expect(sent(test)).toEqual([]);
    expect(test.pool.totals().dispositions).toMatchObject({ 'malformed-transport': 1 });
  });

  it('is found however its datagrams and those of others alternate', () => {
    const test = hostWithEcho();
    const kinds = [PROTOCOL_ECHO, 17, PROTOCOL_ECHO, PROTOCOL_ECHO, 200, 17, PROTOCOL_ECHO];
    for (const protocol of kinds) {
      test.links[0]?.arrive(datagram([0, 0, 0, 7, 0, 8, 0, 0], protocol));
    }
    const answers = kinds.map((protocol) =>
      protocol === PROTOCOL_ECHO
        ? `protocol ${protocol}`
        : protocol === 17
          ? 'icmp 3/3'
          : 'icmp 3/2',
    );
    expect(sent(test)).toEqual(answers);
  });

  it('is found from when something uses it', () => {
    const test = testHost([{ addresses: ['10.0.0.1/24'] }]);
    const segment = tcpOctets('10.0.0.2:4000', '10.0.0.1:80', 2);
    test.links[0]?.arrive(segment);
    expect(sent(test)).toEqual(['icmp 3/2']);
    test.host.tcp.createSocket();
    test.links[0]?.arrive(segment);
    expect(sent(test)).toEqual(['protocol 6']);
  });

  it('hears of ICMP errors about its datagrams, with type, code and MTU', () => {
    const test = hostWithEcho();
    const quoted = encodeIpv4(
      { source: addresses.destination, destination: addresses.source, protocol: PROTOCOL_ECHO },
      Uint8Array.of(0, 0, 0, 7, 1, 2, 3, 4),
    );
    const tooBig = { type: ICMP_DESTINATION_UNREACHABLE, code: 4, rest: 1400, data: quoted };
    test.links[0]?.arrive(icmpOctets('10.0.0.9', '10.0.0.1', tooBig));
    const expired = { type: ICMP_TIME_EXCEEDED, code: 0, rest: 1400, data: quoted };
    test.links[0]?.arrive(icmpOctets('10.0.0.9', '10.0.0.1', expired));
    expect(
      test.echo.notified.map(({ type, code, mtu, length }) => [type, code, mtu, length]),
    ).toEqual([
      [ICMP_DESTINATION_UNREACHABLE, 4, 1400, 8],
      [ICMP_TIME_EXCEEDED, 0, 0, 8],
    ]);
  });
});

describe('raw sockets', () => {
  it('take protocols that have no transport', () => {
    const test = testHost([{ addresses: ['10.0.0.1/24'] }]);
    test.links[0]?.arrive(datagram([1, 2], 200));
    expect(sent(test)).toEqual(['icmp 3/2']);
    const socket = test.host.createRawSocket({ protocol: 200 });
    test.links[0]?.arrive(datagram([1, 2], 200));
    expect(sent(test)).toEqual([]);
    expect([...(socket.receive()?.payload.subarray(20) ?? [])]).toEqual([1, 2]);
    socket.close();
    test.links[0]?.arrive(datagram([1, 2], 200));
    expect(sent(test)).toEqual(['icmp 3/2']);
    expect(test.pool.liveCount).toBe(0);
  });

  it('see IGMP', () => {
    const test = testHost([{ addresses: ['10.0.0.1/24'] }]);
    const socket = test.host.createRawSocket({ protocol: 2 });
    test.links[0]?.arrive(datagram([0x11, 0, 0xee, 0xff, 0, 0, 0, 0], 2));
    expect(socket.receive()?.payload.length).toBe(28);
  });
});
