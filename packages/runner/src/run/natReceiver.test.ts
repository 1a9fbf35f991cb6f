// UDP inward through NAT: counted where it arrives.

import type { AppScope } from '@packetloom/language';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';

const NETWORK = (rules: string) => `
nodes:
  phone: { kind: host }
  home: { kind: router, addresses: { wan: 203.0.113.2/30 }, iptables: ${rules} }
  voip: { kind: host }
links:
  - { endpoints: ["phone:eth0", "home:lan"] }
  - { endpoints: ["home:wan", "voip:eth0"], delay: 20ms }
`;

const MASQUERADE = '["-t nat -A POSTROUTING -o wan -j MASQUERADE"]';
const FORWARD =
  '["-t nat -A PREROUTING -i wan -p udp --dport 80 -j DNAT --to-destination 10.0.0.1:8080"]';

function apps(rules: string, events: string): Record<string, AppScope> {
  const { apps: all } = outcomeOf(`${NETWORK(rules)}events:\n${events}`);
  return Object.fromEntries(all.map(({ name, scope }) => [name, scope]));
}

describe('datagrams behind NAT', () => {
  it('are received by whatever socket takes them', () => {
    const { down } = apps(
      MASQUERADE,
      `
  - { at: 1s, name: up, flow: { from: phone, to: "voip:5004", sourcePort: 4000, udp: { interval: 20ms }, count: 50 } }
  - { at: 1.1s, name: down, flow: { from: voip, to: "203.0.113.2:4000", sourcePort: 5004, receive: false, udp: { interval: 20ms }, count: 50 } }`,
    );
    expect(down).toMatchObject({ sent: 50, received: 50, lost: 0 });
    expect(down).toMatchObject({ delay: { count: 50 } });
  });

  it('are received more than a receive buffer of them', () => {
    const { down } = apps(
      MASQUERADE,
      `
  - { at: 1s, name: up, udp: { from: phone, to: "voip:5004", sourcePort: 4000 } }
  - { at: 1.1s, name: down, udp: { from: voip, to: "203.0.113.2:4000", sourcePort: 5004, size: 1000b, count: 400, interval: 1ms } }`,
    );
    expect(down).toMatchObject({ sent: 400, received: 400 });
  });

  it.each(['udp', 'flow'])('are received at the node and port that a %s names', (kind) => {
    const what = kind === 'udp' ? 'size: 100b' : 'udp: { interval: 10ms }';
    const event = (more: string) =>
      `  - { at: 1s, name: in, ${kind}: { from: voip, to: "203.0.113.2:80", count: 3, ${what}${more} } }`;
    expect(apps(FORWARD, event('')).in).toMatchObject({ received: 0, lost: 3 });
    expect(apps(FORWARD, event(', receiver: "phone:8080"')).in).toMatchObject({ received: 3 });
    expect(apps(FORWARD, event(', receiver: "phone:8081"')).in).toMatchObject({ received: 0 });
    expect(apps(MASQUERADE, event(', receiver: phone')).in).toMatchObject({ received: 0, lost: 3 });
  });

  it('are answered by a server that is named', () => {
    const event = (more: string) =>
      `  - { at: 1s, name: web, request-response: { from: voip, to: "203.0.113.2:80", count: 2${more} } }`;
    expect(apps(FORWARD, event('')).web).toMatchObject({ received: 0, lost: 2 });
    expect(apps(FORWARD, event(', server: "phone:8080"')).web).toMatchObject({ received: 2 });
  });

  it('are told of where the receiver is none', () => {
    const event = (receiver: string) =>
      `  - { at: 1s, name: in, udp: { from: voip, to: "203.0.113.2:80", receiver: "${receiver}" } }`;
    expect(() => apps(MASQUERADE, event('fone'))).toThrow("'fone'");
    expect(() => apps(MASQUERADE, event('phone:0'))).toThrow('impossible port');
    expect(() => apps(MASQUERADE, event('phone:eth0'))).toThrow('impossible port');
  });
});

it('a broadcast is received once, and duplicated only where it comes twice', () => {
  const { apps: all } = outcomeOf(`
nodes: { a: { kind: host }, b: { kind: host }, c: { kind: host } }
segments: { lan: { kind: hub, attach: ["a:eth0", "b:eth0", "c:eth0"] } }
events:
  - { at: 1s, name: b, udp: { from: b, to: "a:9", sourcePort: 7 } }
  - { at: 1s, name: c, udp: { from: c, to: "a:9", sourcePort: 7 } }
  - { at: 2s, name: all, udp: { from: a, to: "10.0.0.7:7", count: 3 } }`);
  expect(all[2]?.scope).toMatchObject({ sent: 3, received: 3, lost: 0, duplicated: 0 });
});
