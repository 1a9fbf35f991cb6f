import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { FilteredRouter } from '../testing/filteredRouter.js';
import { icmpOctets, tcpOctets, udpOctets } from '../testing/packets.js';
import { testHost } from '../testing/testHost.js';
import { CONNECTION_STATES } from './connectionState.js';
import { applyIptables, parseIptables } from './iptablesSyntax.js';
import type { PacketFilter } from './packetFilter.js';

const LAN = '192.168.0.7';
const SERVER = '203.0.113.5';
const OUTSIDE = '198.51.100.1';
const SECOND = 1_000_000_000;
const [SYN, ACK, FIN, RST] = [0x02, 0x10, 0x01, 0x04];

function use(filter: PacketFilter, ...lines: string[]): void {
  for (const line of lines) {
    const command = parseIptables(line);
    if (command.kind === 'error') throw new Error(`${command.message}: ${command.hint}`);
    expect(applyIptables(filter, command)).toBeNull();
  }
}

/** A router with one rule for each state in a chain, and the states that its rules saw. */
class FilteringRouter extends FilteredRouter {
  constructor(table: string, chain: string) {
    super();
    for (const state of CONNECTION_STATES) {
      use(this.filter, `-t ${table} -A ${chain} -m conntrack --ctstate ${state} -j ACCEPT`);
    }
  }

  /** The states of what was forwarded since the last look. */
  take(): string {
    const seen: string[] = [];
    for (const { chains } of ['mangle', 'filter'].map((name) => this.#table(name))) {
      for (const { rules } of chains) {
        for (const active of rules) {
          const state = active.rule.match.states?.[0] ?? '';
          seen.push(...Array.from({ length: active.packetCount }, () => state));
          active.packetCount = 0;
        }
      }
    }
    return seen.join(' ');
  }

  #table(name: string) {
    return this.filter.table(name === 'mangle' ? 'mangle' : 'filter');
  }

  state(octets: Uint8Array): string {
    expect(this.forward(octets)).not.toBe('dropped');
    return this.take();
  }
}

const PLACES = [
  ['mangle', 'PREROUTING'],
  ['filter', 'FORWARD'],
  ['mangle', 'POSTROUTING'],
] as const;

describe.each(PLACES)('the state of a connection, seen in %s %s', (table, chain) => {
  let router: FilteringRouter;
  const asked = udpOctets(`${LAN}:4000`, `${SERVER}:53`);
  const answered = udpOctets(`${SERVER}:53`, `${LAN}:4000`);

  beforeEach(() => {
    router = new FilteringRouter(table, chain);
  });

  it('is NEW until an answer comes, and ESTABLISHED from that answer on', () => {
    const packets = [asked, asked, answered, asked, answered];
    expect(packets.map((octets) => router.state(octets))).toEqual([
      'NEW',
      'NEW',
      'ESTABLISHED',
      'ESTABLISHED',
      'ESTABLISHED',
    ]);
    expect(router.state(udpOctets(`${LAN}:4001`, `${SERVER}:53`))).toBe('NEW');
    expect(router.state(udpOctets(`${SERVER}:54`, `${LAN}:4000`))).toBe('NEW');
  });

  it('is NEW again when the time of the connection is over', () => {
    router.state(asked);
    router.clock.advanceBy(30 * SECOND - 1);
    expect(router.state(answered)).toBe('ESTABLISHED');
    router.clock.advanceBy(120 * SECOND);
    expect(router.state(answered)).toBe('NEW');
  });

  it('is RELATED for ICMP errors about packets of a connection, and INVALID for others', () => {
    const error = icmpOctets('198.51.100.9', LAN, { type: 3, code: 1, data: asked });
    expect(router.state(error)).toBe('INVALID');
    router.state(asked);
    expect(router.state(error)).toBe('RELATED');
    expect(router.state(icmpOctets(LAN, SERVER, { type: 3, code: 3, data: answered }))).toBe(
      'RELATED',
    );
    const forged = udpOctets(`${LAN}:4000`, `${SERVER}:54`);
    expect(router.state(icmpOctets('198.51.100.9', LAN, { type: 3, data: forged }))).toBe(
      'INVALID',
    );
  });

  it('is INVALID for ICMP replies that nobody asked for', () => {
    const request = icmpOctets(LAN, SERVER, { type: 8, rest: 0x00070001 });
    const reply = icmpOctets(SERVER, LAN, { type: 0, rest: 0x00070001 });
    const states = [reply, reply, request, reply].map((octets) => router.state(octets));
    expect(states).toEqual(['INVALID', 'INVALID', 'NEW', 'ESTABLISHED']);
    expect(router.state(icmpOctets(LAN, SERVER, { type: 41 }))).toBe('INVALID');
  });

  it('is INVALID for TCP segments that cannot open a connection', () => {
    const segment = (flags: number) =>
      router.state(tcpOctets(`${LAN}:4000`, `${SERVER}:80`, flags));
    expect([RST, FIN, FIN | ACK, SYN | ACK, 0].map(segment)).toEqual(Array(5).fill('INVALID'));
    expect([SYN, SYN].map(segment)).toEqual(['NEW', 'NEW']);
    // It opens nothing, and was not answered.
    expect(segment(ACK)).toBe('INVALID');
    expect(router.state(tcpOctets(`${SERVER}:80`, `${LAN}:4000`, SYN | ACK))).toBe('ESTABLISHED');
    expect([ACK, FIN | ACK].map(segment)).toEqual(['ESTABLISHED', 'ESTABLISHED']);
  });

  it('of a later fragment is that of the first one, and INVALID before that', () => {
    const whole = { identification: 9 };
    const first = udpOctets(`${LAN}:4000`, `${SERVER}:53`, new Uint8Array(16), {
      ...whole,
      moreFragments: true,
    });
    const later = udpOctets(`${LAN}:1`, `${SERVER}:1`, undefined, {
      ...whole,
      fragmentOffsetBytes: 24,
    });
    expect([later, first, later].map((octets) => router.state(octets))).toEqual([
      'INVALID',
      'NEW',
      'NEW',
    ]);
    router.state(answered);
    expect(router.state(later)).toBe('ESTABLISHED');
  });

  it('is that of the translated connection', () => {
    use(router.filter, '-t nat -A POSTROUTING -j SNAT --to-source 198.51.100.1');
    expect(router.state(asked)).toBe('NEW');
    expect(router.state(udpOctets(`${SERVER}:53`, `${OUTSIDE}:4000`))).toBe('ESTABLISHED');
    expect(router.state(asked)).toBe('ESTABLISHED');
    const error = icmpOctets('198.51.100.9', OUTSIDE, {
      type: 11,
      data: udpOctets(`${OUTSIDE}:4000`, `${SERVER}:53`),
    });
    expect(router.state(error)).toBe('RELATED');
  });

  it('is what a list of connections tells, whoever sends to whom and when', () => {
    const packet = fc.record({
      fromLan: fc.boolean(),
      port: fc.integer({ min: 1, max: 3 }),
      after: fc.constantFrom(0, 1, 29 * SECOND, 30 * SECOND, 119 * SECOND, 120 * SECOND),
    });
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 30 }), (packets) => {
        const filtering = new FilteringRouter(table, chain);
        const known = new Map<number, { byLan: boolean; answered: boolean; untilNs: number }>();
        for (const { fromLan, port, after } of packets) {
          filtering.clock.advanceBy(after);
          const { nowNs } = filtering.clock;
          const found = known.get(port);
          const connection =
            found !== undefined && found.untilNs > nowNs
              ? found
              : { byLan: fromLan, answered: false, untilNs: 0 };
          if (connection.byLan !== fromLan) connection.answered = true;
          connection.untilNs = nowNs + (connection.answered ? 120 : 30) * SECOND;
          known.set(port, connection);
          const [from, to] = fromLan ? [LAN, SERVER] : [SERVER, LAN];
          expect(filtering.state(udpOctets(`${from}:${port}`, `${to}:${port}`))).toBe(
            connection.answered ? 'ESTABLISHED' : 'NEW',
          );
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a firewall that lets in what answers', () => {
  const LINES = [
    '-P FORWARD DROP',
    '-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
    '-A FORWARD -i eth0 -m state --state NEW -j ACCEPT',
  ];

  const firewall = () => {
    const router = testHost(
      [{ addresses: ['192.168.0.1/24'] }, { addresses: ['203.0.113.1/24'] }],
      { forwarding: true },
    );
    use(router.host.packetFilter, ...LINES);
    const cross = (from: number, octets: Uint8Array) => {
      router.links[from]?.arrive(octets);
      return router.links[1 - from]?.take().length;
    };
    return { router, cross };
  };

  it('lets the LAN ask, and nobody else', () => {
    const { cross } = firewall();
    const answer = udpOctets(`${SERVER}:53`, `${LAN}:4000`);
    expect(cross(1, answer)).toBe(0);
    expect(cross(0, udpOctets(`${LAN}:4000`, `${SERVER}:53`))).toBe(1);
    expect(cross(1, answer)).toBe(1);
    expect(cross(1, udpOctets(`${SERVER}:53`, `${LAN}:4001`))).toBe(0);
  });

  it('forgets what it dropped: a second try from outside is NEW again', () => {
    const { router, cross } = firewall();
    const stranger = udpOctets(`${SERVER}:5`, `${LAN}:5`);
    expect([cross(1, stranger), cross(1, stranger)]).toEqual([0, 0]);
    expect(router.host.packetFilter.connections()).toEqual([]);
  });

  it('tracks nothing as long as no rule asks for states', () => {
    const { router, cross } = firewall();
    use(router.host.packetFilter, '-F', '-P FORWARD ACCEPT');
    expect(cross(0, udpOctets(`${LAN}:4000`, `${SERVER}:53`))).toBe(1);
    expect(router.host.packetFilter.connections()).toEqual([]);
  });

  it('guards the router itself: its own datagrams are answered, others do not come in', () => {
    const { router } = firewall();
    use(
      router.host.packetFilter,
      '-P INPUT DROP',
      '-A INPUT -m conntrack ! --ctstate NEW,INVALID -j ACCEPT',
    );
    const ping = icmpOctets(SERVER, '203.0.113.1', { type: 8, rest: 0x00070001 });
    router.links[1]?.arrive(ping);
    expect(router.links[1]?.take()).toEqual([]);
    const socket = router.host.udp.createSocket();
    socket.bind({ port: 4000 });
    const [to, payload] = [ipv4Address(0xcb007105), new Uint8Array(1)];
    expect(socket.send({ payload, to, port: 53 })).toBeNull();
    router.links[1]?.arrive(udpOctets(`${SERVER}:54`, '203.0.113.1:4000'));
    expect(socket.receive()).toBeNull();
    router.links[1]?.arrive(udpOctets(`${SERVER}:53`, '203.0.113.1:4000'));
    expect(socket.receive()?.sourcePort).toBe(53);
  });

  it('needs connection tracking', () => {
    const { host } = testHost([], { behaviour: 'netstack' });
    const command = parseIptables('-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT');
    if (command.kind === 'error') throw new Error(command.message);
    expect(applyIptables(host.packetFilter, command)).toEqual({
      code: 'match-not-allowed',
      message: 'states of connections need connection tracking (nat: tracked)',
    });
  });

  it.each([[[]], [CONNECTION_STATES]] as const)('refuses rules that match nothing', (states) => {
    const { host } = testHost([]);
    const match = { states, statesInverted: states.length > 0 };
    const rule = { table: 'filter', chain: 'INPUT', match, target: { type: 'DROP' } } as const;
    expect(host.packetFilter.append(rule)?.code).toBe('bad-match');
  });
});
