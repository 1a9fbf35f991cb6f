import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { icmpOctets, testHost, udpOctets } from '../testing/index.js';

const GROUP = ipv4Address(0xef_01_01_01);
const ECHO_REQUEST = 8;

/** A router: eth0 on a point-to-point link, eth1 on Ethernet. */
function router() {
  const made = testHost(
    [{ addresses: ['10.0.0.1/24'] }, { addresses: ['10.0.1.1/24'], kind: 'ethernet' }],
    { forwarding: true },
  );
  const [eth0, eth1] = made.nics;
  const [link0, link1] = made.links;
  if (!eth0 || !eth1 || !link0 || !link1) throw new Error('no NIC');
  return { ...made, eth0, eth1, link0, link1, dispositions: () => made.pool.totals().dispositions };
}

const PING = icmpOctets('10.0.0.2', '10.0.0.1', { type: ECHO_REQUEST });
const FORWARDED = udpOctets('10.0.0.2:9', '10.0.1.2:9');
const FRAGMENT = udpOctets('10.0.0.2:9', '10.0.0.1:9', new Uint8Array(8), { moreFragments: true });

describe('a host that goes down', () => {
  it('drops what it holds, cancels its timers and says nothing', () => {
    const { host, eth1, link0, link1, clock, pool, dispositions } = router();
    link0.arrive(FRAGMENT);
    link0.arrive(FORWARDED);
    eth1.joinGroup(GROUP);
    expect(host.heldPackets).toBe(2);
    expect(clock.pendingCount).toBeGreaterThan(0);
    const sent = link0.sent.length + link1.sent.length;
    host.power.setUp(false);
    expect(host.up).toBe(false);
    expect(dispositions()['host-down']).toBe(2);
    expect([host.heldPackets, clock.pendingCount]).toEqual([0, 0]);
    expect(link0.sent.length + link1.sent.length).toBe(sent);
    const { created, ended } = pool.totals();
    expect(ended).toBe(created);
  });

  it('answers nothing, forwards nothing, and sends nothing', () => {
    const { host, link0, link1, dispositions } = router();
    host.power.setUp(false);
    link0.arrive(PING);
    link0.arrive(FORWARDED);
    const socket = host.udp.createSocket();
    const error = socket.send({ payload: new Uint8Array(1), to: ipv4Address(0x0a000002), port: 9 });
    expect(error).toBe('no-route');
    expect(dispositions()).toMatchObject({ 'host-down': 2 });
    expect([...link0.sent, ...link1.sent]).toEqual([]);
  });

  it('goes on when it is up again, with its addresses, routes and groups', () => {
    const { host, eth1, link0, link1 } = router();
    eth1.joinGroup(GROUP);
    host.power.setUp(false);
    const before = link1.sent.length;
    host.power.setUp(true);
    expect(link1.sent.length).toBe(before + 1);
    expect(eth1.groups).toContain(GROUP);
    link0.arrive(PING);
    expect(link0.sent).toHaveLength(1);
    link0.arrive(FORWARDED);
    expect(host.heldPackets).toBe(1);
  });

  it('forgets its neighbours', () => {
    const { host, eth1, link0 } = router();
    link0.arrive(FORWARDED);
    expect(eth1.ethernet?.neighbours).toHaveLength(1);
    host.power.setUp(false);
    host.power.setUp(true);
    expect(eth1.ethernet?.neighbours).toEqual([]);
  });

  it('keeps a NIC down that was down before, and does what is asked of one meanwhile', () => {
    const { host, eth0, eth1 } = router();
    const { power } = host;
    power.setNicUp(eth0, false);
    power.setUp(false);
    power.setUp(true);
    expect([eth0.enabled, eth1.enabled]).toEqual([false, true]);
    power.setUp(false);
    power.setNicUp(eth0, true);
    power.setNicUp(eth1, false);
    expect([eth0.enabled, eth1.enabled]).toEqual([false, false]);
    expect([power.isNicUp(eth0), power.isNicUp(eth1)]).toEqual([true, false]);
    power.setUp(true);
    expect([eth0.enabled, eth1.enabled]).toEqual([true, false]);
  });

  it('is down once, however often it is told', () => {
    const { host, eth0, dispositions } = router();
    host.power.setUp(false);
    host.power.setUp(false);
    host.power.setUp(true);
    expect([host.up, eth0.enabled]).toEqual([true, true]);
    expect(dispositions()['host-down']).toBeUndefined();
  });
});

describe('a NIC that goes down', () => {
  it('leaves its groups on the wire, and drops what still arrives', () => {
    const { host, eth1, eth0, link0, link1, dispositions } = router();
    eth1.joinGroup(GROUP);
    const before = link1.sent.length;
    host.power.setNicUp(eth1, false);
    expect(link1.sent.length).toBe(before + 1);
    host.power.setNicUp(eth0, false);
    link0.arrive(PING);
    expect(dispositions()['nic-disabled']).toBe(1);
    expect(host.up).toBe(true);
  });
});
