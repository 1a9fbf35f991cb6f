import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JoinedHosts, joinedHosts } from '../../test/joinedHosts.js';
import { checkInvariants } from '../../test/tcpInvariants.js';
import { LINUX_TCP, STANDARD_TCP } from '../tcp/settings/behaviour.js';
import { setSocketOption } from '../tcp/socket/setOption.js';
import type { TcpSocket } from '../tcp/socket/tcpSocket.js';

const PORT = 80;
const MS = 1_000_000;
const SECOND = 1000 * MS;

/** Octets that differ wherever a segment could be misplaced. */
function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) & 255);
}

function listenAt(world: JoinedHosts): TcpSocket {
  const listener = world.hosts[1].tcp.createSocket();
  listener.bind(PORT);
  expect(listener.listen(8)).toBeNull();
  return listener;
}

function connectTo(world: JoinedHosts): TcpSocket {
  const client = world.hosts[0].tcp.createSocket();
  const [, address] = world.addresses;
  expect(client.connect({ address, port: PORT })).toBe('EINPROGRESS');
  return client;
}

function accept(listener: TcpSocket): TcpSocket {
  const socket = listener.accept();
  if (typeof socket === 'string') throw new Error(`accept: ${socket}`);
  return socket;
}

/** Reads what is there; true at the end of the stream. */
function drain(socket: TcpSocket, into: number[]): boolean {
  for (;;) {
    const read = socket.receive(100_000);
    if (typeof read === 'string') return false;
    if (read.eof) return true;
    into.push(...read.octets);
  }
}

/** Sends all octets from one host to the other, and closes; returns what was read by then. */
function transfer(world: JoinedHosts, octets: Uint8Array): { read: number[]; ended: boolean } {
  const listener = listenAt(world);
  const client = connectTo(world);
  const read: number[] = [];
  let server: TcpSocket | null = null;
  let sent = 0;
  let ended = false;
  for (let turn = 0; turn < 4000 && !ended; turn++) {
    // Time-outs that follow each other grow long.
    world.clock.advanceBy(turn < 200 ? 50 * MS : SECOND);
    if (server === null) {
      const accepted = listener.accept();
      if (typeof accepted !== 'string') server = accepted;
    }
    if (sent < octets.length) {
      const taken = client.send(octets.subarray(sent));
      if (typeof taken === 'number') sent += taken;
      if (sent === octets.length) client.shutdown('wr');
    }
    if (server !== null) ended = drain(server, read);
    for (const socket of [client, server]) {
      if (socket?.connection != null) checkInvariants(socket.connection);
    }
  }
  server?.close();
  client.close();
  return { read, ended };
}

describe('TCP of a host', () => {
  it('connects, carries data both ways, and closes in order', () => {
    const world = joinedHosts();
    const listener = listenAt(world);
    const client = connectTo(world);
    world.clock.advanceBy(100 * MS);
    expect(client.connect({ address: world.addresses[1], port: PORT })).toBeNull();
    const server = accept(listener);
    expect(client.info()?.state).toBe('ESTABLISHED');
    expect(client.send(Uint8Array.of(1, 2, 3))).toBe(3);
    world.clock.advanceBy(SECOND);
    expect(server.receive(100)).toEqual({ octets: Uint8Array.of(1, 2, 3), eof: false });
    expect(server.receive(100)).toBe('EAGAIN');
    expect(server.send(Uint8Array.of(4))).toBe(1);
    client.shutdown('wr');
    world.clock.advanceBy(SECOND);
    expect(server.receive(100)).toEqual({ octets: new Uint8Array(0), eof: true });
    expect(client.receive(100)).toEqual({ octets: Uint8Array.of(4), eof: false });
    server.close();
    world.clock.advanceBy(SECOND);
    expect(client.info()?.state).toBe('CLOSE');
    client.close();
    world.clock.runUntilIdle();
    expect(world.clock.pendingCount).toBe(0);
  });

  it('refuses a connection to a port where nobody listens', () => {
    const world = joinedHosts();
    world.hosts[1].tcp.createSocket();
    const client = connectTo(world);
    world.clock.advanceBy(SECOND);
    expect(client.poll()).toEqual(['IN', 'OUT', 'ERR', 'HUP', 'RDHUP']);
    expect(client.takeError()).toBe('ECONNREFUSED');
  });

  it('is not there before it is used: the sender learns that the protocol is unreachable', () => {
    const world = joinedHosts();
    const client = connectTo(world);
    world.clock.advanceBy(SECOND);
    expect(client.takeError()).toBe('ENOPROTOOPT');
  });

  it('gives up where nobody answers', () => {
    const world = joinedHosts();
    world.links[0].loses = () => true;
    const client = connectTo(world);
    world.clock.advanceBy(300 * SECOND);
    expect(client.takeError()).toBe('ETIMEDOUT');
    expect(world.clock.pendingCount).toBe(0);
  });

  it('talks to the host itself', () => {
    const world = joinedHosts();
    const [, host] = world.hosts;
    const listener = listenAt(world);
    const client = host.tcp.createSocket();
    client.connect({ address: world.addresses[1], port: PORT });
    // What waits for its turn is no packet yet: nobody could account for it.
    expect(host.pool.liveCount).toBe(0);
    world.clock.advanceBy(SECOND);
    const server = accept(listener);
    const octets = pattern(20_000);
    expect(client.send(octets)).toBe(octets.length);
    world.clock.advanceBy(SECOND);
    const read: number[] = [];
    drain(server, read);
    expect(read).toEqual([...octets]);
  });

  it('stops a writer whose peer does not read, and lets it go on afterwards', () => {
    const world = joinedHosts();
    const listener = listenAt(world);
    const client = connectTo(world);
    world.clock.advanceBy(SECOND);
    const server = accept(listener);
    setSocketOption(server, 'SO_RCVBUF', 20_000);
    let sent = 0;
    for (let turn = 0; turn < 200; turn++) {
      const taken = client.send(pattern(100_000));
      if (typeof taken === 'number') sent += taken;
      world.clock.advanceBy(100 * MS);
    }
    expect(client.send(pattern(1))).toBe('EAGAIN');
    expect(client.queues().outq).toBeGreaterThan(0);
    let got = 0;
    for (let turn = 0; turn < 200; turn++) {
      const read = server.receive(1_000_000);
      if (typeof read !== 'string') got += read.octets.length;
      world.clock.advanceBy(SECOND);
    }
    expect(got).toBe(sent);
    expect(client.queues().outq).toBe(0);
  });

  it('uses segments that the path carries, as ICMP errors tell', () => {
    const world = joinedHosts({ mtu: 600 });
    const { read, ended } = transfer(world, pattern(50_000));
    expect(ended).toBe(true);
    expect(read).toEqual([...pattern(50_000)]);
  });

  it('hands over what was written, in order and once, whatever is lost', () => {
    const losses = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 });
    const choices = fc.record({
      sack: fc.boolean(),
      dsack: fc.boolean(),
      timestamps: fc.constantFrom<(0 | 1)[]>(0, 1),
      windowScaling: fc.boolean(),
      frto: fc.constantFrom(0, 2),
      congestionControl: fc.constantFrom('reno', 'cubic', 'dctcp'),
      ecn: fc.constantFrom<(0 | 1)[]>(0, 1),
    });
    const stack = fc.constantFrom(LINUX_TCP, STANDARD_TCP);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60_000 }),
        losses,
        losses,
        fc.tuple(stack, choices, choices),
        (length, there, back, [behaviour, ...chosen]) => {
          const world = joinedHosts();
          for (const [index, host] of world.hosts.entries()) {
            host.tcp.behaviour = { ...behaviour, ...chosen[index] };
          }
          // Never two in a row, or time-outs may grow until TCP gives up.
          world.links[0].loses = (index) => there[index] === true && index % 2 === 0;
          world.links[1].loses = (index) => back[index] === true && index % 2 === 0;
          const octets = pattern(length);
          const { read, ended } = transfer(world, octets);
          expect(ended).toBe(true);
          expect(read).toEqual([...octets]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
