import { describe, expect, it } from 'vitest';
import { checkExpression } from './checkExpression.js';
import type { ExpectationNames } from './shape.js';

const NAMES: ExpectationNames = {
  nodes: ['h1', 'r-1'],
  links: ['tail', 'h1_r1'],
  segments: [{ name: 'lan', ports: ['h1:eth1', 'r1:eth1'] }],
  apps: [
    { name: 'probe', kind: 'ping' },
    { name: 'voice', kind: 'udp' },
    { name: 'trace', kind: 'traceroute' },
  ],
};

/** Each fault on a line: the part that it is about, the message, the suggestion. */
function faults(expression: string): string {
  return checkExpression(expression, NAMES)
    .map(({ start, end, message, suggestion }) => {
      const meant = suggestion === undefined ? '' : ` → ${suggestion}`;
      return `[${expression.slice(start, end)}] ${message}${meant}`;
    })
    .join('\n');
}

describe('checkExpression', () => {
  it.each([
    'app.probe.received == 4',
    "app.probe.rtt.max < duration('80ms') && app.voice.delay.p99 <= duration('1.5us')",
    'node.h1.icmp.v4.packetsSent.timeExceeded >= 1',
    'node["r-1"].drops["ttl-exceeded"] == 3',
    'link.tail.forward.queue.packets > 100 || link.h1_r1.reverse.drops["queue-full"] == 0',
    "node.h1.igmp.groups.exists(g, g == '224.1.1.2')",
    "size(app.trace.hops) == 3 && app.trace.hops[0].address == '10.0.0.2'",
    'app.trace.reached',
    '!app.trace.reached',
    'app.trace.hops.all(h, size(h.rtt) == 3)',
    "app.trace.hops.map(h, h.address) == ['10.0.0.2', '10.0.0.6']",
    "app.probe.rtt.max - app.probe.rtt.min < duration('5ms')",
    'app.voice.errors.filter(e, e.type == 3)[0].mtu == 1280',
    "run.now <= duration('30s') && run.unaccounted == 0",
    'has(app.probe.rtt)',
    'app.probe.received * 2 > app.probe.sent ? true : false',
    'node.h1.ip.packetsReceived in [1, 2, 3]',
    'type(app.probe.sent) == int',
  ])('finds nothing wrong with %s', (expression) => {
    expect(faults(expression)).toBe('');
  });

  it('says what is planned and not built yet', () => {
    const said = ['capture["a:b"].size() == 1', 'node.h1.routes.size() == 1'].map(faults);
    expect(said).toEqual([
      "[capture] 'capture' is not built yet (decoded packets of captures)",
      "[routes] 'routes' is not built yet (the routes of a node)",
    ]);
  });

  it('says what is wrong, where, and what may have been meant', () => {
    const wrong = [
      'app.prob.received == 4',
      'app.probe.recieved == 4',
      'node.h1.ip.iptablesOutputDropped >= 1',
      'node.h2.ip.packetsSent == 1',
      'node.r-1.ip.packetsSent == 1',
      'node["r-2"].ip.packetsSent == 1',
      'node.h1.drops.ttl-exceeded == 1',
      'link.tail.forwards.sent == 1',
      'link.tail.sent == 1',
      'probe.received == 4',
      'nodes.h1.ip.packetsSent == 1',
      'app.probe.rtt < duration("80ms")',
      'app.probe.rtt.max < 80',
      "app.probe.rtt.max < '80ms'",
      "app.probe.rtt.max < duration('80 ms')",
      'app.voice.rtt.max < duration("1s")',
      'app.probe.received',
      'app.probe',
      'app.probe.received = 4',
      'app.probe.lost == 0 and app.voice.lost == 0',
      'app.probe.lost ==',
      '(app.probe.lost == 0',
      '',
      "app.probe.lost == 'none",
      "1 + 'a' == 2",
      'sum(app.probe.lost) == 0',
      'app.trace.hops.adress == 1',
      'app.trace.hops.exists(h, h.adress == "10.0.0.1")',
      'app.probe.lost.x == 1',
      'app.a == 1 && app.b == 2',
      '1',
      "node.h1.ip.packetsSent == 'many'",
      "duration('1s') > app.probe.lost",
      'app.trace.reached == 1',
    ];
    const told = wrong.map((expression) => `${expression}\n    ${faults(expression)}`);
    expect(told.join('\n')).toMatchInlineSnapshot(`
      "app.prob.received == 4
          [prob] no app is called 'prob': expected 'probe', 'voice', 'trace' → probe
      app.probe.recieved == 4
          [recieved] a ping has no 'recieved': expected 'received', 'reordered', 'duplicated', 'jitter', 'interarrivalJitter', 'sent', 'errors', 'failures' and 2 more → received
      node.h1.ip.iptablesOutputDropped >= 1
          [iptablesOutputDropped] ip has no 'iptablesOutputDropped': expected 'ipTablesOutputDropped', 'ipTablesInputDropped', 'ipTablesPostroutingDropped', 'ipTablesForwardDropped', 'ipTablesPreroutingDropped', 'optionRecordRouteReceived', 'disabledPacketsReceived', 'invalidSourceAddressesReceived' and 11 more → ipTablesOutputDropped
      node.h2.ip.packetsSent == 1
          [h2] no node is called 'h2': expected 'h1', 'r-1' → h1
      node.r-1.ip.packetsSent == 1
          [r] a name with a hyphen stands in brackets → ["r-1"]
      node["r-2"].ip.packetsSent == 1
          ["r-2"] no node is called 'r-2': expected 'h1', 'r-1' → r-1
      node.h1.drops.ttl-exceeded == 1
          [ttl] a name with a hyphen stands in brackets → ["ttl-exceeded"]
      link.tail.forwards.sent == 1
          [forwards] a link has no 'forwards': expected 'forward', 'reverse' → forward
      link.tail.sent == 1
          [sent] a link has no 'sent': expected 'forward', 'reverse'
      probe.received == 4
          [probe] there is no 'probe' by itself → app.probe
      nodes.h1.ip.packetsSent == 1
          [nodes] there is no 'nodes': expected 'run', 'node', 'link', 'segment', 'app' → node
      app.probe.rtt < duration("80ms")
          [app.probe.rtt] 'app.probe.rtt' has parts ('count', 'min', 'mean', 'p50', 'p95', 'p99', 'max', 'histogram'): compare one of them → app.probe.rtt.max
      app.probe.rtt.max < 80
          [80] a duration is compared with a number → duration('80ms')
      app.probe.rtt.max < '80ms'
          ['80ms'] a duration is compared with a text → duration('80ms')
      app.probe.rtt.max < duration('80 ms')
          [duration('80 ms')] a duration is a number and a unit (ns, us, ms, s, m, h), such as duration('80ms')
      app.voice.rtt.max < duration("1s")
          [rtt] a UDP flow has no 'rtt': expected 'jitter', 'sent', 'lost', 'errors', 'interarrivalJitter', 'receivedBytes', 'received', 'failures' and 3 more
      app.probe.received
          [app.probe.received] an expectation is true or false, and this is a number: compare it with something
      app.probe
          [app.probe] an expectation is true or false, and this is a ping: compare it with something
      app.probe.received = 4
          [=] '=' is no operator of CEL → ==
      app.probe.lost == 0 and app.voice.lost == 0
          [and] this word is no operator of CEL → &&
      app.probe.lost ==
          [=] the expression ends too early
      (app.probe.lost == 0
          [0] the expression ends too early

          [] the expression is empty
      app.probe.lost == 'none
          ['none] not valid CEL: unterminated string
      1 + 'a' == 2
          [1 + 'a'] these do not go together: int + string
      sum(app.probe.lost) == 0
          [sum(app.probe.lost)] there is no function 'sum(dyn)'
      app.trace.hops.adress == 1
          [adress] a list has no 'adress'
      app.trace.hops.exists(h, h.adress == "10.0.0.1")
          [adress] a hop has no 'adress': expected 'ttl', 'address', 'rtt' → address
      app.probe.lost.x == 1
          [x] a number has no 'x'
      app.a == 1 && app.b == 2
          [a] no app is called 'a': expected 'probe', 'voice', 'trace'
      [b] no app is called 'b': expected 'probe', 'voice', 'trace'
      1
          [1] an expectation is true or false, and this is a number: compare it with something
      node.h1.ip.packetsSent == 'many'
          ['many'] a number is compared with a text
      duration('1s') > app.probe.lost
          [app.probe.lost] a duration is compared with a number
      app.trace.reached == 1
          [1] true or false is compared with a number"
    `);
  });

  it.each([
    '('.repeat(300),
    '!'.repeat(3999),
    '1+'.repeat(1999),
    'x'.repeat(5000),
    '['.repeat(500),
  ])('answers a hostile text with one fault (%#)', (expression) => {
    expect(checkExpression(expression, NAMES)).toHaveLength(1);
  });
});
