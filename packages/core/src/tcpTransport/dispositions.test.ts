// What becomes of segments, and what is counted and told.
import { describe, expect, it } from 'vitest';
import { type JoinedHosts, joinedHosts } from '../../test/joinedHosts.js';
import { dispositionName } from '../packet/disposition.js';
import type { StackObserver } from '../ports/observer.js';
import type { TcpSocket } from '../tcp/socket/tcpSocket.js';
import { tcpOctets } from '../testing/packets.js';
import { TcpFlag } from '../wire/tcp.js';

const MS = 1_000_000;
const PORT = 80;

/** Writes down how packets end on a host, and what its connections tell. */
class Diary implements StackObserver {
  readonly dispositions: string[] = [];
  readonly notified: string[] = [];
  passed(): void {}
  originated(): void {}
  delivered: StackObserver['delivered'] = (_nic, _packet, protocol, port) => {
    this.dispositions.push(`delivered ${protocol} ${port}`);
  };
  ended: StackObserver['ended'] = (_nic, _packet, disposition) => {
    this.dispositions.push(dispositionName(disposition));
  };
  observe: StackObserver['observe'] = (event) => {
    if (event.type === 'tcp-state') {
      const error = event.error === null ? '' : ` ${event.error}`;
      this.notified.push(`${event.from} → ${event.state}${error}`);
    }
    if (event.type === 'tcp-retransmit') this.notified.push(`${event.reason} ${event.sequence}`);
  };
}

function observed(): { world: JoinedHosts; diaries: [Diary, Diary] } {
  const world = joinedHosts();
  const diaries: [Diary, Diary] = [new Diary(), new Diary()];
  world.hosts.forEach((host, index) => {
    host.observer = diaries[index] ?? null;
  });
  return { world, diaries };
}

function connected(world: JoinedHosts, backlog = 8): { client: TcpSocket; listener: TcpSocket } {
  const listener = world.hosts[1].tcp.createSocket();
  listener.bind(PORT);
  listener.listen(backlog);
  const client = world.hosts[0].tcp.createSocket();
  client.connect({ address: world.addresses[1], port: PORT });
  world.clock.advanceBy(100 * MS);
  return { client, listener };
}

describe('segments of TCP', () => {
  it('are consumed by the stack, or delivered where a socket takes data', () => {
    const { world, diaries } = observed();
    const { client, listener } = connected(world);
    client.send(Uint8Array.of(1, 2, 3));
    world.clock.advanceBy(100 * MS);
    client.close();
    world.clock.advanceBy(100 * MS);
    const server = listener.accept();
    if (typeof server !== 'string') server.receive(10);
    // SYN and ACK; data; FIN.
    expect(diaries[1].dispositions).toEqual(['tcp', 'tcp', `delivered 6 ${PORT}`, 'tcp']);
    expect(diaries[0].notified).toEqual([
      'CLOSE → SYN_SENT',
      'SYN_SENT → ESTABLISHED',
      'ESTABLISHED → FIN_WAIT1',
      'FIN_WAIT1 → FIN_WAIT2',
    ]);
    const counters = world.hosts[0].counters;
    expect(counters.get('tcp.activeOpens')).toBe(1);
    expect(counters.get('tcp.outSegs')).toBe(4);
    const others = world.hosts[1].counters;
    expect(others.get('tcp.passiveOpens')).toBe(1);
    expect(others.get('tcp.inSegs')).toBe(4);
  });

  it('are dropped where nobody listens', () => {
    const { world, diaries } = observed();
    world.hosts[1].tcp.createSocket();
    const client = world.hosts[0].tcp.createSocket();
    client.connect({ address: world.addresses[1], port: PORT });
    world.clock.advanceBy(100 * MS);
    expect(diaries[1].dispositions).toEqual(['tcp-no-socket']);
    expect(world.hosts[1].counters.get('tcp.outRsts')).toBe(1);
    expect(diaries[0].notified).toEqual(['CLOSE → SYN_SENT', 'SYN_SENT → CLOSE ECONNREFUSED']);
    expect(world.hosts[0].counters.get('tcp.attemptFails')).toBe(1);
  });

  it('are dropped where the queue of accepted connections is full', () => {
    const { world, diaries } = observed();
    connected(world, 0);
    const second = world.hosts[0].tcp.createSocket();
    second.connect({ address: world.addresses[1], port: PORT });
    world.clock.advanceBy(100 * MS);
    expect(diaries[1].dispositions).toEqual(['tcp', 'tcp', 'tcp-listen-overflow']);
    const { counters } = world.hosts[1];
    expect(counters.get('tcp.listenOverflows')).toBe(1);
    expect(counters.get('tcp.listenDrops')).toBe(1);
  });

  it('are dropped if their checksum is wrong', () => {
    const { world } = observed();
    const { tcp } = world.hosts[1];
    const socket = tcp.createSocket();
    socket.bind(PORT);
    socket.listen(1);
    const client = world.hosts[0].tcp.createSocket();
    world.links[0].changes = (octets) => {
      octets[octets.length - 1] = (octets.at(-1) ?? 0) ^ 1;
    };
    client.connect({ address: world.addresses[1], port: PORT });
    world.clock.advanceBy(100 * MS);
    const { counters, pool } = world.hosts[1];
    expect(counters.get('tcp.inCsumErrors')).toBe(1);
    expect(counters.get('tcp.inErrs')).toBe(1);
    expect(pool.totals().dispositions['tcp-checksum']).toBe(1);
  });

  it.each(['255.255.255.255', '10.0.0.255', '224.0.0.1'])(
    'are dropped for their destination if they come to many (%s)',
    (destination) => {
      const { world, diaries } = observed();
      const socket = world.hosts[1].tcp.createSocket();
      socket.bind(PORT);
      socket.listen(1);
      const syn = tcpOctets('10.0.0.1:4000', `${destination}:${PORT}`, TcpFlag.SYN);
      world.links[1].arrive(syn);
      world.clock.advanceBy(100 * MS);
      expect(diaries[1].dispositions).toEqual(['invalid-destination']);
      const { counters } = world.hosts[1];
      expect(counters.get('ip.invalidDestinationAddressesReceived')).toBe(1);
      expect(world.links[1].sent).toBe(0);
    },
  );

  it('are told of when they are sent again, by why', () => {
    const { world, diaries } = observed();
    const { client } = connected(world);
    // Data of the first segment is lost, then its probe.
    const { sent } = world.links[0];
    world.links[0].loses = (index) => index === sent || index === sent + 1;
    client.send(Uint8Array.of(1));
    world.clock.advanceBy(3000 * MS);
    expect(diaries[0].notified.slice(2)).toEqual(['loss-probe 1', 'time-out 1']);
    const { counters } = world.hosts[0];
    expect(counters.get('tcp.retransSegs')).toBe(2);
    expect(counters.get('tcp.lossProbes')).toBe(1);
    expect(counters.get('tcp.timeouts')).toBe(1);
  });

  it('that come again are old data', () => {
    const { world, diaries } = observed();
    const { client } = connected(world);
    // The ACK of the data is lost.
    const { sent } = world.links[1];
    world.links[1].loses = (index) => index === sent;
    client.send(Uint8Array.of(1));
    world.clock.advanceBy(3000 * MS);
    expect(diaries[1].dispositions).toEqual(['tcp', 'tcp', `delivered 6 ${PORT}`, 'tcp-old-data']);
  });
});
