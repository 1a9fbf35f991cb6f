import { ipv4Address } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { routedNetwork } from '../../test/routedNetwork.js';
import { NetworkError } from '../network/simulation.js';
import { MulticastReceiverApp, type MulticastReceiverSpec } from './multicastReceiver.js';
import { MulticastSenderApp, type MulticastSenderSpec } from './multicastSender.js';

const MS = 1e6;
const SECOND = 1e9;
const GROUP = ipv4Address(0xef010101);
const OTHER = ipv4Address(0xef010102);
const PORT = 5004;

/** Three hosts on one switch. */
function lan() {
  const { simulation } = routedNetwork([{ hosts: ['s', 'a', 'b'], segment: {} }]);
  const sender = (spec: Partial<MulticastSenderSpec> = {}) => {
    const payload = new Uint8Array(100);
    const given = { name: 's', from: 's', group: GROUP, port: PORT, payload, intervalNs: 10 * MS };
    return new MulticastSenderApp(simulation, { ...given, ...spec });
  };
  const receiver = (spec: Partial<MulticastReceiverSpec> = {}) => {
    const given = { name: 'r', on: 'a', group: GROUP, port: PORT, sender: null };
    return new MulticastReceiverApp(simulation, { ...given, ...spec });
  };
  return { simulation, sender, receiver };
}

describe('a sender of multicast', () => {
  it('sends so many datagrams in equal intervals', () => {
    const { simulation, sender } = lan();
    const app = sender({ count: 5 });
    expect(app.report).toEqual({ sent: 0, unsent: 5, sentBytes: 0, failures: [] });
    app.start();
    simulation.run();
    expect(app.report).toEqual({ sent: 5, unsent: 0, sentBytes: 500, failures: [] });
    expect(app.done).toBe(true);
    expect([0, 4].map((sequence) => app.sentNs(sequence))).toEqual([0, 40 * MS]);
    expect(app.sent).toBe(5);
  });

  it('is done at once without datagrams, and tells what it cannot send', () => {
    const { simulation, sender } = lan();
    const none = sender({ count: 0 });
    none.start();
    expect(none.done).toBe(true);
    simulation.nic('s', 'eth0').disable();
    const mute = sender({ count: 2 });
    mute.start();
    simulation.run();
    expect(mute.report.failures).toMatchObject([
      { sequence: 0, timeNs: 0 },
      { sequence: 1, timeNs: 10 * MS },
    ]);
  });

  it('does not claim what another one sends after a send that was refused', () => {
    const { simulation, sender, receiver } = lan();
    const nic = simulation.nic('s', 'eth0');
    const refused = sender({ name: 'refused' });
    const app = receiver({ sender: refused });
    app.start();
    nic.disable();
    refused.start();
    expect(refused.report.failures).toHaveLength(1);
    sender({ name: 'other', from: 'b' }).start();
    simulation.run();
    expect(app.report).toMatchObject({ expected: 1, received: 0, lost: 1 });
  });

  it('needs a NIC', () => {
    const { sender } = lan();
    expect(() => sender({ nic: 'eth7' })).toThrow(NetworkError);
  });
});

describe('a receiver of multicast', () => {
  it('counts what was sent between joining and leaving, and what arrived of it', () => {
    const { simulation, sender, receiver } = lan();
    const from = sender({ count: 100 });
    const app = receiver({ sender: from, durationNs: 500 * MS });
    from.start();
    simulation.at(105 * MS, () => app.start());
    simulation.run();
    expect(app.done).toBe(true);
    // Sent at 110 to 600 ms.
    expect(app.report).toMatchObject({ expected: 50, received: 50, lost: 0, failures: [] });
    expect(app.report).toMatchObject({ joinedNs: 105 * MS, leftNs: 605 * MS, receivedBytes: 5000 });
    expect(app.report.delay).toMatchObject({ count: 50, min: MS, max: MS });
    expect(app.report).toMatchObject({ joinLatencyNs: 6 * MS, lastReceivedNs: 601 * MS });
    expect(simulation.nic('a', 'eth0').groups).not.toContain(GROUP);
  });

  it('counts as lost what a link loses', () => {
    const { simulation, sender, receiver } = lan();
    const from = sender({ count: 10 });
    const app = receiver({ sender: from });
    app.start();
    from.start();
    const port = simulation.segment('net0').port('a', 'eth0');
    simulation.at(35 * MS, () => port?.set({ up: false }));
    simulation.at(65 * MS, () => {
      port?.set({ up: true });
      // The switch forgot what it knew of the port, until the host reports again.
      simulation.nic('a', 'eth0').leaveGroup(GROUP);
      simulation.nic('a', 'eth0').joinGroup(GROUP);
    });
    simulation.run();
    expect(app.report).toMatchObject({ expected: 10, received: 7, lost: 3, duplicated: 0 });
  });

  it('takes all that comes to its group and port without a sender, and nothing else', () => {
    const { simulation, sender, receiver } = lan();
    const apps = [receiver(), receiver({ name: 'other', group: OTHER })];
    for (const app of apps) app.start();
    for (const from of ['s', 'b']) sender({ from, count: 3 }).start();
    sender({ group: OTHER, count: 5 }).start();
    sender({ port: PORT + 1, count: 7 }).start();
    simulation.run();
    expect(apps.map(({ report }) => [report.received, report.lost])).toEqual([
      [6, 0],
      [5, 0],
    ]);
  });

  it('tells two senders apart', () => {
    const { simulation, sender, receiver } = lan();
    const senders = [sender({ count: 3 }), sender({ from: 'b', count: 4 })];
    const apps = senders.map((from, index) => receiver({ name: `r${index}`, sender: from }));
    for (const app of [...apps, ...senders]) app.start();
    simulation.run();
    expect(apps.map(({ report }) => report.received)).toEqual([3, 4]);
  });

  it('on the host of the sender gets its datagrams only with loop', () => {
    for (const loop of [false, true]) {
      const { simulation, sender, receiver } = lan();
      const from = sender({ count: 3, loop });
      const app = receiver({ on: 's', sender: from });
      app.start();
      from.start();
      simulation.run();
      expect(app.report.received).toBe(loop ? 3 : 0);
    }
  });

  it('cannot take a port that another one holds alone', () => {
    const { simulation, receiver } = lan();
    const socket = simulation.host('a').udp.createSocket();
    socket.bind({ address: GROUP, port: PORT });
    const app = receiver();
    app.start();
    app.leave();
    expect(app.report.failures).toMatchObject([{ error: 'port-in-use' }]);
    expect(app.done).toBe(true);
    expect(simulation.nic('a', 'eth0').groups).not.toContain(GROUP);
  });

  it('expects nothing before it joins', () => {
    const { simulation, sender, receiver } = lan();
    const from = sender({ count: 3 });
    const app = receiver({ sender: from });
    from.start();
    simulation.run({ untilNs: SECOND });
    expect(app.report).toMatchObject({ expected: 0, received: 0, lost: 0, joinLatencyNs: null });
  });
});
