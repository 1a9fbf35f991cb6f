import { describe, expect, it } from 'vitest';
import { ANY, ipv4Address } from '../address/ipv4Address.js';
import { errnoOf } from '../error/netError.js';
import { LoopbackLink } from '../nic/loopbackLink.js';
import { hostCounterNames, nicCounterNames } from '../ports/counters.js';
import { EventObserver } from '../ports/eventObserver.js';
import { addressOf, testHost } from '../testing/testHost.js';
import { encodeIcmpv4, encodeIpv4 } from '../wire/index.js';

const PEER = addressOf('10.0.0.9');
const OWN = addressOf('10.0.0.1');

function host() {
  const made = testHost([{ addresses: ['10.0.0.1/24'] }]);
  const [nic] = made.nics;
  const [link] = made.links;
  if (nic === undefined || link === undefined) throw new Error('no NIC');
  return { ...made, nic, link };
}

function echo(source = PEER, destination = OWN) {
  const data = new Uint8Array(8);
  const message = encodeIcmpv4({ kind: 'echo', code: 0, identifier: 1, sequenceNumber: 1, data });
  return encodeIpv4({ source, destination, protocol: 1 }, message);
}

describe('a host', () => {
  it('finds its NICs by id and by name, however many there are and in whatever order they came', () => {
    const { host: made } = testHost([]);
    const ids = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) + 1);
    for (const id of ids) made.addNic({ id, name: `eth${id}`, link: new LoopbackLink() });
    expect(made.nics.map(({ id }) => id)).toEqual([...ids].sort((a, b) => a - b));
    for (const id of ids) {
      expect(made.nic(id)?.name).toBe(`eth${id}`);
      expect(made.nic(`eth${id}`)?.id).toBe(id);
    }
    expect([made.nic(0), made.nic(101), made.nic('eth0'), made.nic('eth101')]).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
    expect(() => made.addNic({ name: 'eth7', link: new LoopbackLink() })).toThrow('eth7');
    expect(made.addNic({ name: 'eth0', link: new LoopbackLink() }).id).toBe(101);
  });

  it('tells of what it makes once its header is there', () => {
    const { host: made, nic } = host();
    const notified: string[] = [];
    made.observer = new EventObserver(made.name, (event) => {
      if (event.type !== 'originated' && event.type !== 'icmp-error') return;
      const { view, start } = event.packet;
      const [from, to] = [view.getUint32(start + 12), view.getUint32(start + 16)];
      notified.push(`${event.type} ${from === OWN && to === PEER}`);
    });
    const payload = new Uint8Array(8);
    made.udp.createSocket().send({ payload, to: PEER, port: 9 });
    made
      .createRawSocket({ protocol: 99 })
      .send({ packet: payload, headerIncluded: false, to: PEER });
    nic.inject(echo());
    nic.inject(encodeIpv4({ source: PEER, destination: OWN, protocol: 98 }, payload));
    expect(notified).toEqual([
      'originated true',
      'originated true',
      'originated true',
      'originated true',
      'icmp-error true',
    ]);
  });

  it('refuses a NIC whose id or name is taken', () => {
    const { host: made } = host();
    expect(() => made.addNic({ name: 'eth0', link: new LoopbackLink() })).toThrow('eth0');
    expect(() => made.addNic({ id: 1, name: 'other', link: new LoopbackLink() })).toThrow('1');
    expect(made.addNic({ name: 'lo', link: new LoopbackLink() }).id).toBe(2);
    expect([made.nic(2)?.name, made.nic('lo')?.id, made.nic(3)]).toEqual(['lo', 2, undefined]);
  });

  it('has a default TTL from 0 to 255', () => {
    const { host: made } = host();
    expect([made.setDefaultTtl(256), made.setDefaultTtl(1.5), made.setDefaultTtl(9)]).toEqual([
      'invalid-option-value',
      'invalid-option-value',
      null,
    ]);
    expect(made.defaultTtl).toBe(9);
  });

  it('counts for its NICs and itself, by name', () => {
    const { host: made, nic } = host();
    nic.inject(echo());
    nic.inject(new Uint8Array(3));
    expect(nic.counters.nonZero()).toMatchObject({
      'ip.packetsReceived': 2,
      'ip.malformedPacketsReceived': 1,
    });
    expect(made.counters.get('icmp.v4.packetsSent.echoReply')).toBe(1);
    expect(nic.counters.get('udp.packetsSent')).toBe(0);
    const names = [...nicCounterNames, ...hostCounterNames];
    expect(new Set(names).size).toBe(names.length);
    expect(names.map((name) => made.counters.get(name)).every(Number.isInteger)).toBe(true);
  });

  it('tells of every ICMP message while somebody listens', () => {
    const { host: made, nic } = host();
    const heard: unknown[] = [];
    made.onIcmp = ({ type, code, source, ttl, data }) =>
      heard.push([type, code, source, ttl, data.length]);
    nic.inject(echo());
    expect(heard).toEqual([[8, 0, PEER, 64, 8]]);
  });

  it('answers no more echo requests a second than its limit in the reference', () => {
    const { nics, links, clock } = testHost([{ addresses: ['10.0.0.1/24'] }], {
      behaviour: 'netstack',
      icmpRateLimit: { perSecond: 2, burst: 3 },
    });
    const answers = (count: number) => {
      for (let index = 0; index < count; index++) nics[0]?.inject(echo());
      return links[0]?.take().length;
    };
    expect(answers(5)).toBe(3);
    clock.advanceBy(500_000_000);
    expect(answers(5)).toBe(1);
    const free = testHost([{ addresses: ['10.0.0.1/24'] }], {
      behaviour: 'netstack',
      icmpRateLimit: { perSecond: Number.POSITIVE_INFINITY, burst: 0 },
    });
    free.nics[0]?.inject(echo());
    expect(free.links[0]?.take()).toHaveLength(1);
  });

  it('ignores echo requests to broadcast where its behaviour says so', () => {
    const answersBy = (echoToBroadcast: 'answer' | 'ignore') => {
      const { nics, links, host: made } = testHost([{ addresses: ['10.0.0.1/24'] }]);
      const { nics: others, links: otherLinks } = testHost([{ addresses: ['10.0.0.1/24'] }], {
        behaviour: { ...made.behaviour, echoToBroadcast },
      });
      others[0]?.inject(echo(PEER, addressOf('10.0.0.255')));
      expect([nics.length, links.length]).toEqual([1, 1]);
      return otherLinks[0]?.take().length;
    };
    expect([answersBy('answer'), answersBy('ignore')]).toEqual([1, 0]);
  });

  it('drops source routes where its behaviour says so', () => {
    const { host: made } = host();
    const { nics, links } = testHost([{ addresses: ['10.0.0.1/24'] }], {
      behaviour: { ...made.behaviour, sourceRoute: 'drop' },
    });
    const options = Uint8Array.of(131, 7, 4, 10, 0, 0, 1, 0);
    const message = encodeIcmpv4({
      kind: 'echo',
      code: 0,
      identifier: 1,
      sequenceNumber: 1,
      data: new Uint8Array(0),
    });
    nics[0]?.inject(encodeIpv4({ source: PEER, destination: OWN, protocol: 1, options }, message));
    expect(links[0]?.take()).toEqual([]);
  });
});

describe('a NIC', () => {
  it('receives nothing while it is disabled, and neither does a disabled endpoint', () => {
    const { host: made, nic, link, pool } = host();
    nic.disable();
    nic.disable();
    nic.inject(echo());
    expect(link.take()).toEqual([]);
    expect(made.counters.get('ip.packetsReceived')).toBe(0);
    expect(nic.ipv4.enable()).toBe('not-permitted');
    expect([nic.enable(), nic.enable()]).toEqual([null, null]);
    nic.ipv4.disable();
    nic.inject(echo());
    expect(made.counters.get('ip.disabledPacketsReceived')).toBe(1);
    expect(pool.totals().dispositions).toMatchObject({ 'nic-disabled': 1, 'ip-disabled': 1 });
    expect([nic.ipv4.enable(), nic.ipv4.enable()]).toEqual([null, null]);
    nic.inject(echo());
    expect(link.take()).toHaveLength(1);
    nic.ipv4.close();
    expect(nic.addresses).toEqual([]);
  });

  it('enables all the same where limited broadcast is assigned already', () => {
    const { nic } = host();
    nic.disable();
    nic.addAddress({ address: ipv4Address(0xffffffff), length: 32 });
    expect(nic.enable()).toBe('duplicate-address');
    expect(nic.ipv4.isEnabled()).toBe(true);
  });

  it('takes and sends for every address when told to', () => {
    const { host: made, nic, link } = host();
    nic.promiscuous = true;
    nic.spoofing = true;
    expect([nic.promiscuous, nic.spoofing]).toEqual([true, true]);
    const socket = made.udp.createSocket();
    expect(socket.bind({ address: addressOf('10.0.0.77') })).toBeNull();
    expect(socket.send({ payload: new Uint8Array(1), to: PEER, port: 9 })).toBeNull();
    const [sent = new Uint8Array(20)] = link.take();
    expect([...sent.subarray(12, 16)]).toEqual([10, 0, 0, 77]);
  });

  it('offers transports nothing on a link that is too narrow', () => {
    const { nic, link } = host();
    expect(nic.ipv4.mtu).toBe(1480);
    link.mtu = 67;
    expect(nic.ipv4.mtu).toBe(0);
  });
});

describe('an address', () => {
  it('is the source of datagrams in the order of the primary list, deprecated ones last', () => {
    const { host: made, nic, link } = host();
    const sourceOf = () => {
      made.udp.createSocket().send({ payload: new Uint8Array(1), to: PEER, port: 9 });
      return link.take()[0]?.[15];
    };
    expect(sourceOf()).toBe(1);
    nic.addAddress({ address: addressOf('10.0.0.2'), length: 24 }, { primary: 'first' });
    expect(sourceOf()).toBe(2);
    nic.addAddress({ address: addressOf('10.0.0.3'), length: 24 }, { primary: 'never' });
    nic.removeAddress(addressOf('10.0.0.2'));
    expect(nic.removeAddress(addressOf('10.0.0.2'))).toBe('bad-local-address');
    expect(nic.addAddress({ address: OWN, length: 24 })).toBe('duplicate-address');
    nic.removeAddress(OWN);
    nic.addAddress({ address: addressOf('10.0.0.4'), length: 24 }, { deprecated: true });
    expect(sourceOf()).toBe(4);
    nic.addAddress({ address: addressOf('10.0.0.5'), length: 24 });
    expect(sourceOf()).toBe(5);
  });
});

describe('routes', () => {
  it('can be listed, replaced and removed', () => {
    const { host: made } = host();
    const entry = { destination: { address: ANY, length: 0 }, gateway: PEER, nic: 1 };
    made.routes.replaceAll([entry, { ...entry, metric: 5 }]);
    expect(made.routes.list()).toHaveLength(2);
    expect(made.routes.remove(({ metric }) => metric === 5)).toBe(1);
    expect(made.routes.list()).toEqual([entry]);
    expect(made.routes.source).toBeNull();
  });
});

describe('error codes', () => {
  it('name the errno that a Linux program would see', () => {
    expect([errnoOf('no-route'), errnoOf('aborted')]).toEqual(['EHOSTUNREACH', 'EPIPE']);
  });
});
