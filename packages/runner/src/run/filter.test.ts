import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';

/** h1 and h2 with a router between them, which is `r`. */
const routed = (router: string, defaults = '') => `
${defaults}
nodes:
  h1: { kind: host }
  r: { kind: router${router} }
  h2: { kind: host }
links:
  - { endpoints: ["h1:eth0", "r:eth0"] }
  - { endpoints: ["r:eth1", "h2:eth0"] }
`;

const pings = (router: string, events = '', defaults = '') => {
  const result = outcomeOf(
    `${routed(router, defaults)}
events:
  - { at: 1s, name: p, ping: { from: h1, to: h2, count: 4, interval: 1s } }
${events}`,
    { timeline: true },
  );
  const router2 = result.nodes.find(({ name }) => name === 'r');
  return { result, scope: result.apps[0]?.scope, drops: router2?.drops };
};

describe('rules of a node', () => {
  it('drop what they match, and the story names the rule', () => {
    const { result, scope, drops } = pings(
      `, iptables: ["-A FORWARD -p udp -j DROP", "-A FORWARD -i eth1 -p icmp -j DROP"]`,
    );
    expect(scope).toMatchObject({ sent: 4, received: 0 });
    expect(drops).toEqual({ 'filter-forward': 4 });
    const line = result.timeline.entries.find(({ where }) => where === 'r');
    expect(line?.what).toBe('drops ICMP h2 → h1, 84 bytes: filter-forward (rule 2 of FORWARD)');
  });

  it('are those of the defaults unless a node has its own', () => {
    const defaults = 'defaults: { node: { iptables: ["-P FORWARD DROP"] } }';
    expect(pings('', '', defaults).scope).toMatchObject({ received: 0 });
    expect(pings(', iptables: ["-F"]', '', defaults).scope).toMatchObject({ received: 4 });
  });

  it('change at a time, in the order of time', () => {
    const events = `  - { at: 3.5s, node: r, iptables: ["-F FORWARD", "-F closed", "-X closed"] }
  - { at: 1.5s, node: r, iptables: ["-N closed", "-A closed -j DROP", "-A FORWARD -j closed"] }`;
    expect(pings('', events).scope).toMatchObject({ sent: 4, received: 2 });
  });

  it('of the chain FORWARD are asked only where the profile says so', () => {
    const rule = 'iptables: ["-P FORWARD DROP"]';
    expect(pings(`, profile: netstack, ${rule}`).scope).toMatchObject({ received: 4 });
    const choices = '{ base: netstack, forwardChain: true }';
    expect(pings(`, profile: ${choices}, ${rule}`).scope).toMatchObject({ received: 0 });
  });
});

describe('address translation', () => {
  /** h2 has no way back to h1 but by the address of the router. */
  const answered = (profile: string) => {
    const { apps } = outcomeOf(`
routing: static
nodes:
  h1: { kind: host, addresses: { eth0: 10.0.0.1/24 }, routes: ["default via 10.0.0.2"] }
  r:
    kind: router
    profile: ${profile}
    addresses: { eth0: 10.0.0.2/24, eth1: 10.0.1.1/24 }
    iptables: ["-t nat -A POSTROUTING -o eth1 -p udp -j SNAT --to-source 10.0.1.1:4000"]
  h2: { kind: host, addresses: { eth0: 10.0.1.2/24 } }
links:
  - { endpoints: ["h1:eth0", "r:eth0"] }
  - { endpoints: ["r:eth1", "h2:eth0"] }
events:
  - { at: 1s, request-response: { from: h1, to: "h2:53", sourcePort: 5000, retries: 0 } }`);
    const [app] = apps;
    return app?.scope.kind === 'request-response' ? app.scope.received : null;
  };

  it('is remembered with nat: tracked, so that answers come back', () => {
    expect(answered('standard')).toBe(1);
    expect(answered('{ base: netstack, nat: tracked }')).toBe(1);
  });

  it('goes one way with nat: stateless', () => {
    expect(answered('{ base: standard, nat: stateless }')).toBe(0);
  });
});
