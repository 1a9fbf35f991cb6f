import { beforeEach, describe, expect, it } from 'vitest';
import { NO_ADDRESS } from '../address/addressTable.js';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { type PortKey, PortTable, type PortUser } from './portTable.js';

interface Socket extends PortUser {
  readonly name: string;
}

const HERE = ipv4Address(1);
const THERE = ipv4Address(2);

/** A socket, tied to a NIC or not. */
function socket(name: string, options: Partial<PortUser> = {}): Socket {
  return { name, device: 0, reuseAddress: false, reusePort: false, ...options };
}

const bound = (local: Ipv4Address, localPort = 7): PortKey => ({
  local,
  localPort,
  remote: NO_ADDRESS,
  remotePort: 0,
});
const connected = (local: Ipv4Address, remotePort: number): PortKey => ({
  local,
  localPort: 7,
  remote: THERE,
  remotePort,
});
/** A datagram from `remotePort` to port 7 here. */
const datagram = (remotePort: number): PortKey => connected(HERE, remotePort);

let table: PortTable<Socket>;

beforeEach(() => {
  table = new PortTable();
});

describe('a datagram', () => {
  it('goes to the most specific socket', () => {
    const sockets = { any: socket('any'), local: socket('local'), peer: socket('peer') };
    table.add(bound(NO_ADDRESS), sockets.any);
    table.add(bound(HERE), sockets.local);
    table.add(connected(HERE, 5), sockets.peer);
    expect(table.find(datagram(5), 1)).toBe(sockets.peer);
    expect(table.find(datagram(6), 1)).toBe(sockets.local);
    expect(table.find({ ...datagram(6), local: ipv4Address(3) }, 1)).toBe(sockets.any);
    expect(table.find(bound(HERE, 8), 1)).toBeNull();
  });

  it('to many goes to all of them, the most specific first', () => {
    const [any, local] = [socket('any'), socket('local')];
    table.add(bound(NO_ADDRESS), any);
    table.add(bound(HERE), local);
    expect(table.findAll(datagram(6), 1)).toEqual([local, any]);
    expect(table.findAll({ ...datagram(6), local: ipv4Address(3) }, 1)).toEqual([any]);
  });

  it('of another NIC than that of the socket goes nowhere', () => {
    const tied = socket('tied', { device: 2 });
    table.add(bound(NO_ADDRESS), tied);
    expect([table.find(datagram(6), 1), table.find(datagram(6), 2)]).toEqual([
      'other-device',
      tied,
    ]);
    expect([table.findAll(datagram(6), 1), table.findAll(datagram(6), 2)]).toEqual([[], [tied]]);
  });

  it('goes to the last of those that reuse an address, but each flow to one of those that reuse a port', () => {
    const [first, last] = [1, 2].map((number) => socket(`${number}`, { reuseAddress: true }));
    if (first === undefined || last === undefined) expect.unreachable();
    table.add(bound(HERE), first);
    table.add(bound(HERE), last);
    expect(table.find(datagram(6), 1)).toBe(last);
    const shared = [1, 2, 3].map((number) => socket(`${number}`, { reusePort: true }));
    const spread = new PortTable<Socket>();
    for (const each of shared) spread.add(bound(HERE), each);
    const takers = Array.from({ length: 200 }, (_, port) => spread.find(datagram(port), 1));
    expect(new Set(takers)).toEqual(new Set(shared));
    expect(Array.from({ length: 200 }, (_, port) => spread.find(datagram(port), 1))).toEqual(
      takers,
    );
  });
});

describe('a port', () => {
  it('is taken by a socket with the same or any address', () => {
    table.add(bound(HERE), socket('here'));
    expect(
      [HERE, NO_ADDRESS, ipv4Address(3)].map((local) => table.isFree(local, 7, socket('new'))),
    ).toEqual([false, false, true]);
    expect(table.isFree(HERE, 8, socket('new'))).toBe(true);
  });

  it('is shared by sockets on other NICs, and by those that all want to', () => {
    table.add(bound(HERE), socket('tied', { device: 1, reuseAddress: true }));
    expect(table.isFree(HERE, 7, socket('new', { device: 2 }))).toBe(true);
    expect(table.isFree(HERE, 7, socket('new', { device: 1 }))).toBe(false);
    expect(table.isFree(HERE, 7, socket('new', { reuseAddress: true }))).toBe(true);
  });

  it('is free again when its socket is gone', () => {
    const [one, other] = [socket('one'), socket('other')];
    table.add(bound(HERE), one);
    table.remove(bound(HERE), other);
    table.remove(connected(HERE, 1), one);
    table.remove(bound(HERE), one);
    expect(table.isFree(HERE, 7, other)).toBe(true);
    expect(table.find(datagram(1), 1)).toBeNull();
  });

  it('is looked for from 16,000 on, until none is left', () => {
    const user = socket('user');
    expect(table.ephemeral(HERE, user, () => 5)).toBe(16_005);
    for (let port = 16_000; port < 65_536; port++) {
      if (port !== 17_000) table.add(bound(HERE, port), user);
    }
    expect(table.ephemeral(HERE, socket('new'), () => 2000)).toBe(17_000);
    table.add(bound(HERE, 17_000), user);
    expect(table.ephemeral(HERE, socket('new'), () => 0)).toBe(0);
  });
});
