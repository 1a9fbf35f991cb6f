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
    .map(({ start, end, message, suggestion, isWarning }) => {
      const meant = suggestion === undefined ? '' : ` → ${suggestion}`;
      const warning = isWarning ? 'warning: ' : '';
      return `${warning}[${expression.slice(start, end)}] ${message}${meant}`;
    })
    .join('\n');
}

describe('checkExpression', () => {
  it.each(['segment.all(s, segment[s].ports.size() > 0)', 'app.all(a, app[a].lost == 0)'])(
    'takes what is asked of all where there are none: %s',
    (expression) => {
      expect(checkExpression(expression, { ...NAMES, segments: [], apps: [] })).toEqual([]);
    },
  );

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
    // Whole numbers and fractions mix; durations have multiples, parts and ratios.
    'app.probe.received > 0.9 * app.probe.sent && 1 == 1.0 && app.probe.lost <= 2u',
    'app.probe.rtt.max < app.probe.rtt.min * 2 && app.probe.rtt.max / 2 < 0.5 * app.probe.rtt.max',
    "app.probe.rtt.max / app.probe.rtt.min < 1.5 && app.probe.rtt.max / duration('1ms') < 3.0",
    'app.probe.lossRatio < 0.01 && app.voice.deliveryRatio > 0.5 && link.tail.forward.lossRatio == 0',
    'app.probe.lost / double(app.probe.sent) < 0.01 && int(app.probe.sent / 2) == 1',
    // Mappings and lists have all of CEL's aggregates.
    'app.all(k, app[k].lost == 0) && link.exists(l, link[l].forward.sent > 0) && size(node) == 2',
    'node.filter(n, node[n].drops.size() > 0).size() == 0 && node.map(n, node[n].up).all(u, u)',
    "'h1' in node && !('x' in app) && app.filter(k, has(app[k].rtt)).all(k, app[k].rtt.max > duration('1ms'))",
    'has(app["probe"].rtt) && node.exists_one(n, n.startsWith("h")) && [1, 2.5].all(x, x > 0)',
    'app.trace.hops.map(h, h.rtt.size() > 0, h.rtt[0])[0] > duration("1ms")',
    'app.probe.errors == app.voice.errors && app.trace.hops[0].address.matches("^10[.]")',
  ])('finds nothing wrong with %s', (expression) => {
    expect(faults(expression)).toBe('');
  });

  it.each([
    ['capture["h1:eth0"].size() > 0 && capture["h1:eth0"].all(p, p.ttl > 1)', ''],
    ['capture.all(n, capture[n].exists(p, p.protocol == "udp" && has(p.sourcePort)))', ''],
    ['capture["h1:eth9"].size() == 0', "no NIC is called 'h1:eth9': expected 'h1:eth0'"],
    ['capture["h1:eth0"][0].tll == 1', "a packet has no 'tll'"],
    ['capture["h1:eth0"].exists(p, p.protocol == 17)', 'a text is compared with a number'],
  ])('knows captured packets: %s', (expression, message) => {
    const names = { nodes: [], links: [], segments: [], apps: [], nics: ['h1:eth0'] };
    const [fault] = checkExpression(expression, names);
    expect(fault?.message ?? '').toContain(message);
  });

  it('says what is planned and not built yet', () => {
    const messages = ['node.h1.routes.size() == 1'].map(faults);
    expect(messages).toEqual(["[routes] 'routes' is not built yet (the routes of a node)"]);
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
    const reported = wrong.map((expression) => `${expression}\n    ${faults(expression)}`);
    expect(reported.join('\n')).toMatchInlineSnapshot(`
      "app.prob.received == 4
          [prob] no app is called 'prob': expected 'probe', 'voice', 'trace' → probe
      app.probe.recieved == 4
          [recieved] a ping has no 'recieved': expected 'received', 'reordered', 'finished', 'reorderedRatio', 'duplicated', 'jitter', 'deliveryRatio', 'interarrivalJitter' and 10 more → received
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
          [nodes] there is no 'nodes': expected 'run', 'node', 'link', 'segment', 'app', 'capture' → node
      app.probe.rtt < duration("80ms")
          [app.probe.rtt] 'app.probe.rtt' has parts ('count', 'min', 'mean', 'p50', 'p95', 'p99', 'max', 'histogram'): compare one of them → app.probe.rtt.max
      app.probe.rtt.max < 80
          [80] a duration is compared with a number → duration('80ms')
      app.probe.rtt.max < '80ms'
          ['80ms'] a duration is compared with a text → duration('80ms')
      app.probe.rtt.max < duration('80 ms')
          [duration('80 ms')] a duration is a number and a unit (ns, us, ms, s, m, h), such as duration('80ms')
      app.voice.rtt.max < duration("1s")
          [rtt] a UDP flow has no 'rtt': expected 'jitter', 'sent', 'lost', 'lossRatio', 'unsent', 'errors', 'interarrivalJitter', 'deliveryRatio' and 11 more → delay
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
          [1 + 'a'] a number and a text cannot be added
      sum(app.probe.lost) == 0
          [sum(app.probe.lost)] there is no function 'sum'
      app.trace.hops.adress == 1
          [adress] a hop has no 'adress': expected 'ttl', 'address', 'rtt' → address
      [1] a list is compared with a number
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

  it('tells what cannot be calculated, called or asked, before the run and in words', () => {
    const wrong = [
      'app.probe.lost / app.probe.sent < 0.01',
      'link.tail.forward.delivered / link.tail.forward.sent > 0.5',
      'app.probe.receivedd > 0',
      'app.voice.sent / 8 > 100',
      'app.all(k, app[k].lost / app[k].sent < 0.1)',
      'double(app.probe.rtt.max) < 3000000.0',
      'int(app.probe.rtt.max) < 3',
      "app.probe.rtt.max * app.probe.rtt.max < duration('1s')",
      "app.probe.rtt.max + 5 < duration('1s')",
      "app.probe.rtt * 2 < duration('1s')",
      'app.probe.rtt.max % 2 == 0',
      'app.probe.lossRatio % 2 == 0',
      'app.probe.lossRatio < 1%',
      'app.all(k, app[k].lots == 0)',
      'node.all(n, n.up)',
      'app.probe.sent.all(x, x > 0)',
      'app.trace.hops.all(h, h.ttl)',
      'app.probe.sent && true',
      '!app.probe.sent',
      'app.probe.sent ? true : false',
      "'a' in app.probe.sent",
      'has(app["probe"])',
      'app.probe.sent()',
      'app.probe.sent() == 1',
      'app.probe.size(1) == 1',
      'app.trace.hops.sze() == 1',
      "app.probe.sent.startsWith('a')",
      'szie(app.trace.hops) == 1',
      'size(app.probe.sent) == 1',
      'app.probe.avg == 1 && app.voice.rtt.average > 1',
      'node.in.up && node["h1"].up',
      "app['probe'].rtt.mean < 5",
    ];
    const reported = wrong.map((expression) => `${expression}\n    ${faults(expression)}`);
    expect(reported.join('\n')).toMatchInlineSnapshot(`
      "app.probe.lost / app.probe.sent < 0.01
          warning: [app.probe.lost / app.probe.sent] whole numbers are divided without a rest: 199 / 200 is 0 → app.probe.lossRatio
      link.tail.forward.delivered / link.tail.forward.sent > 0.5
          warning: [link.tail.forward.delivered / link.tail.forward.sent] whole numbers are divided without a rest: 199 / 200 is 0 → link.tail.forward.deliveryRatio
      app.probe.receivedd > 0
          [receivedd] a ping has no 'receivedd': expected 'received', 'reordered', 'reorderedRatio', 'deliveryRatio', 'finished', 'duplicated', 'interarrivalJitter', 'duplicateRatio' and 10 more → received
      app.voice.sent / 8 > 100
          warning: [app.voice.sent / 8] whole numbers are divided without a rest: 199 / 200 is 0 → double(app.voice.sent) / 8
      app.all(k, app[k].lost / app[k].sent < 0.1)
          
      double(app.probe.rtt.max) < 3000000.0
          [double(app.probe.rtt.max)] double() takes no duration: divide it by the unit that is meant → app.probe.rtt.max / duration('1ms')
      int(app.probe.rtt.max) < 3
          [int(app.probe.rtt.max)] int() takes no duration: divide it by the unit that is meant → app.probe.rtt.max / duration('1ms')
      app.probe.rtt.max * app.probe.rtt.max < duration('1s')
          [app.probe.rtt.max * app.probe.rtt.max] a duration and another one cannot be multiplied
      app.probe.rtt.max + 5 < duration('1s')
          [app.probe.rtt.max + 5] a duration and a number cannot be added
      app.probe.rtt * 2 < duration('1s')
          [app.probe.rtt] 'app.probe.rtt' has parts ('count', 'min', 'mean', 'p50', 'p95', 'p99', 'max', 'histogram'): compare one of them → app.probe.rtt.max
      app.probe.rtt.max % 2 == 0
          [app.probe.rtt.max % 2] a duration and a number cannot be divided with a rest
      app.probe.lossRatio % 2 == 0
          [app.probe.lossRatio % 2] '%' is of whole numbers only
      app.probe.lossRatio < 1%
          [1%] a percentage is written as a fraction → 0.01
      app.all(k, app[k].lots == 0)
          [lots] an app has no 'lots': expected 'lost', 'hops', 'lossRatio', 'errors', 'failures', 'rtt', 'duplicated', 'jitter' and 14 more → lost
      node.all(n, n.up)
          [n.up] 'n' is a name here, and has no 'up' → node[n].up
      app.probe.sent.all(x, x > 0)
          [app.probe.sent] a number has no elements for all() to go through
      app.trace.hops.all(h, h.ttl)
          [h.ttl] a number is neither true nor false: compare it with something
      app.probe.sent && true
          [app.probe.sent] a number is neither true nor false: compare it with something
      !app.probe.sent
          [app.probe.sent] a number is neither true nor false: compare it with something
      app.probe.sent ? true : false
          [app.probe.sent] a number is neither true nor false: compare it with something
      'a' in app.probe.sent
          [app.probe.sent] nothing is in a number: 'in' asks for elements of a list, or for names
      has(app["probe"])
          [has(app["probe"])] has() asks for a part behind a dot, such as has(app.x.rtt); for names there is 'in'
      app.probe.sent()
          [app.probe.sent()] 'sent' of a ping is no function: leave out the parentheses
      app.probe.sent() == 1
          [app.probe.sent()] 'sent' of a ping is no function: leave out the parentheses
      app.probe.size(1) == 1
          [app.probe.size(1)] the function 'size' of a ping does not take a number
      app.trace.hops.sze() == 1
          [app.trace.hops.sze()] there is no function 'sze' → size
      app.probe.sent.startsWith('a')
          [app.probe.sent.startsWith('a')] the function 'startsWith' of a number does not take a text
      szie(app.trace.hops) == 1
          [szie(app.trace.hops)] there is no function 'szie' → size
      size(app.probe.sent) == 1
          [size(app.probe.sent)] the function 'size' does not take a number
      app.probe.avg == 1 && app.voice.rtt.average > 1
          [avg] a ping has no 'avg': expected 'sent', 'received', 'lost', 'inFlight', 'unsent', 'duplicated', 'reordered', 'deliveryRatio', 'lossRatio', 'duplicateRatio', 'reorderedRatio', 'begun', 'finished', 'errors', 'failures', 'rtt', 'jitter', 'interarrivalJitter'
      [rtt] a UDP flow has no 'rtt': expected 'jitter', 'sent', 'lost', 'lossRatio', 'unsent', 'errors', 'interarrivalJitter', 'deliveryRatio' and 11 more → delay
      node.in.up && node["h1"].up
          [.in] this word of CEL stands in brackets → ["in"]
      app['probe'].rtt.mean < 5
          [5] a duration is compared with a number → duration('5ms')"
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
