import { describe, expect, it } from 'vitest';
import { problemsOf } from '../testing/index.js';

/** Two hosts, and what is written behind them. */
const HEAD = 'schema: 1\nname: a\nnodes: { h1: { kind: host }, h2: { kind: host } }\n';
const LINK = 'links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]\n';

/** Each mistake with all that is said of it; `$` in front of a brace is written `§`, which no linter stumbles over. */
function said(...mistakes: readonly string[]): string {
  return mistakes
    .map((mistake) => {
      const text = mistake.replaceAll('§', '$');
      return `${text}\n=> ${problemsOf(`${HEAD}${text}`, SIBLINGS).replaceAll('\n', '\n   ')}`;
    })
    .join('\n')
    .replaceAll('${', '§{');
}

const SIBLINGS = {
  'self.yaml': 'include: self.yaml\n',
  'list.yaml': '- 1\n',
  'empty.yaml': '',
  'broken.yaml': 'nodes: { a: [\n',
  'twice.yaml': 'nodes: { h1: { kind: router } }\n',
  'wrong.yaml': 'nodes: { x: { kind: hots } }\nzzz: 1\n',
  'template.yaml': 'templates: { links: { t: { rate: 1mbit } } }\n',
};

describe('a broken document is answered with all that is wrong, at its place:', () => {
  it('parameters and what they are put into', () => {
    expect(
      said(
        'parameters: 3',
        'parameters: { in: 3, a-b: 4, "1": 5 }',
        'parameters: { n: 3 }\nstop: "§{m}s"',
        'parameters: { n: 3 }\nstop: "§{n"',
        'parameters: { n: 3 }\nstop: "§{}s"',
        'parameters: { n: 3 }\nstop: "§{n +}s"',
        'parameters: { n: 3 }\nstop: "§{n}"',
        'parameters: { n: [1, 2] }\nstop: "§{n}s"',
        'parameters: { n: x }\nseed: "§{n + 1}"',
        'parameters: { d: 5ms, r: 1mbit }\nstop: "§{d + r}"',
        'parameters: { d: 5ms }\nstop: "§{d - 2 * d}"',
        'parameters: { d: 5ms }\nstop: "§{d / 0}"',
        'parameters: { n: 1 }\nseed: "§{range(1, 20000)}"',
        'parameters: { d: 5ms, e: "§{d}x", f: "§{e}" }\nstop: "§{f}"',
        'stop: "§{n}s"',
        'seed: "§{null}"',
      ),
    ).toMatchInlineSnapshot(`
      "parameters: 3
      => x.yaml:4:13: expected a mapping, found 3
      parameters: { in: 3, a-b: 4, "1": 5 }
      => x.yaml:4:15: 'in' is a word of expressions: take another name
         x.yaml:4:22: 'a-b' is no name for expressions: such names begin with a letter and hold letters, digits and _
         x.yaml:4:30: '1' is no name for expressions: such names begin with a letter and hold letters, digits and _
      parameters: { n: 3 }
      stop: "§{m}s"
      => x.yaml:5:10: there is no parameter or variable 'm'; there are 'n'
      parameters: { n: 3 }
      stop: "§{n"
      => x.yaml:5:8: '§{' has no '}' behind its expression (a '§{' as it stands is written '$§{')
      parameters: { n: 3 }
      stop: "§{}s"
      => x.yaml:5:8: there is no expression in '§{}'
      parameters: { n: 3 }
      stop: "§{n +}s"
      => x.yaml:5:13: 'n +' cannot be worked out: Unexpected token: EOF
      parameters: { n: 3 }
      stop: "§{n}"
      => x.yaml:5:7: a bare number, 3, where a unit belongs: expected a duration with its unit, such as 20ms; did you mean 3ms? [parameter 'n': x.yaml:4:18]
      parameters: { n: [1, 2] }
      stop: "§{n}s"
      => x.yaml:5:10: 'n' is a list, which cannot stand within a text
      parameters: { n: x }
      seed: "§{n + 1}"
      => x.yaml:5:10: 'n + 1' cannot be worked out: no such overload: string + int; string(…) makes a text of a number, double(…) a fraction
      parameters: { d: 5ms, r: 1mbit }
      stop: "§{d + r}"
      => x.yaml:5:10: 'd + r' cannot be worked out: a duration and a rate do not go together with '+'
      parameters: { d: 5ms }
      stop: "§{d - 2 * d}"
      => x.yaml:5:10: 'd - 2 * d' cannot be worked out: no duration is below zero
      parameters: { d: 5ms }
      stop: "§{d / 0}"
      => x.yaml:5:10: 'd / 0' cannot be worked out: nothing is divided by zero
      parameters: { n: 1 }
      seed: "§{range(1, 20000)}"
      => x.yaml:5:10: 'range(1, 20000)' cannot be worked out: a range has at most 10000 numbers
      parameters: { d: 5ms, e: "§{d}x", f: "§{e}" }
      stop: "§{f}"
      => x.yaml:5:7: '5msx' has the unknown unit 'msx': a duration is a number and a unit (ns, us, ms, s, m, h), such as 20ms [parameter 'f': x.yaml:4:38]
      stop: "§{n}s"
      => x.yaml:4:10: there is no parameter 'n': there are none at all (parameters: { n: … } gives it a value)
      seed: "§{null}"
      => x.yaml:4:10: 'null' gives what no scenario can say: numbers, texts, true, false, lists and mappings can stand there"
    `);
  });

  it('loops and conditions', () => {
    expect(
      said(
        `links: [{ for: 3, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `links: [{ for: {}, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `links: [{ for: { i: 3 }, endpoints: ["h1:eth§{i}", "h2:eth§{i}"] }]`,
        `links: [{ for: { i: 1..x }, endpoints: ["h1:eth§{i}", "h2:eth§{i}"] }]`,
        `links: [{ for: { i: 1..2.5 }, endpoints: ["h1:eth§{i}", "h2:eth§{i}"] }]`,
        `links: [{ for: { i-j: 1..2 }, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `links: [{ for: { i: 1..2 }, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `links: [{ for: { i: 1..2 }, endpoints: ["h1:eth§{j}", "h2:eth0"] }]`,
        `links: [{ for: { i: 1..3 }, endpoints: ["h1:eth§{i}", "h§{i}:eth9"] }]`,
        `links: [{ if: maybe, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `links: [{ if: 1 + 1, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `links: [{ for: { i: 1..999999999 }, if: i < 1, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `segments: { "s": { for: { i: 1..2 }, kind: hub, attach: ["h§{i}:eth0"] } }`,
        `${LINK}events: [{ for: { i: 1..2 }, at: "§{i}s", name: p, ping: { from: h1, to: h2 } }]`,
        `${LINK}expect: [{ for: { i: 1..3 }, that: node.h§{i}.ip.packetsReceived == 0 }]`,
        `${LINK}expect: [{ for: { i: [1, x] }, that: "run.seed == §{i}" }]`,
      ),
    ).toMatchInlineSnapshot(`
      "links: [{ for: 3, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:4:16: 'for' names variables and what they go through, such as for: { i: 1..4 }; found 3
      links: [{ for: {}, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:4:16: 'for' names variables and what they go through, such as for: { i: 1..4 }; found a mapping
      links: [{ for: { i: 3 }, endpoints: ["h1:eth§{i}", "h2:eth§{i}"] }]
      => x.yaml:4:21: 3 is nothing to go through: expected a range (1..4), a list ([1, 4, 9]), a group or pattern of nodes, or a parameter that is a list
      links: [{ for: { i: 1..x }, endpoints: ["h1:eth§{i}", "h2:eth§{i}"] }]
      => x.yaml:4:21: there is no parameter 'x': there are none at all (parameters: { x: … } gives it a value)
      links: [{ for: { i: 1..2.5 }, endpoints: ["h1:eth§{i}", "h2:eth§{i}"] }]
      => x.yaml:4:21: '2.5' is no whole number: a range such as 1..4 is between two of them
      links: [{ for: { i-j: 1..2 }, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:4:18: 'i-j' is no name for expressions: such names begin with a letter and hold letters, digits and _
      links: [{ for: { i: 1..2 }, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:4:41: the NIC 'h1:eth0' is on the link 'h1_h2' already; did you mean h1:eth1? [i = 2: x.yaml:4:16]
         x.yaml:4:52: the NIC 'h2:eth0' is on the link 'h1_h2' already; did you mean h2:eth1? [i = 2: x.yaml:4:16]
      links: [{ for: { i: 1..2 }, endpoints: ["h1:eth§{j}", "h2:eth0"] }]
      => x.yaml:4:50: there is no parameter or variable 'j'; there are 'i' [i = 1: x.yaml:4:16]
      links: [{ for: { i: 1..3 }, endpoints: ["h1:eth§{i}", "h§{i}:eth9"] }]
      => x.yaml:4:40: both ends are at 'h1': a link joins two nodes [i = 1: x.yaml:4:16]
         x.yaml:4:55: there is no node 'h3'; did you mean h1? [i = 3: x.yaml:4:16]
      links: [{ if: maybe, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:4:15: there is no parameter 'maybe': there are none at all (parameters: { maybe: … } gives it a value)
      links: [{ if: 1 + 1, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:4:15: 'if' asks whether an entry stands there: 2 is neither true nor false
      links: [{ for: { i: 1..999999999 }, if: i < 1, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:4:21: this makes more than 1000000 entries
      segments: { "s": { for: { i: 1..2 }, kind: hub, attach: ["h§{i}:eth0"] } }
      => x.yaml:4:13: 's' stands under segments a second time [i = 2: x.yaml:4:25]
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      events: [{ for: { i: 1..2 }, at: "§{i}s", name: p, ping: { from: h1, to: h2 } }]
      => x.yaml:5:49: another event is named 'p' already [i = 2: x.yaml:5:17]
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      expect: [{ for: { i: 1..3 }, that: node.h§{i}.ip.packetsReceived == 0 }]
      => x.yaml:5:43: a text in { } or [ ] ends before a bracket or brace: write it in quotes if that is part of it
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      expect: [{ for: { i: [1, x] }, that: "run.seed == §{i}" }]
      => x.yaml:5:38: there is no 'x': expected 'run', 'node', 'link', 'segment', 'app', 'capture' [i = x: x.yaml:5:17]"
    `);
  });

  it('templates', () => {
    expect(
      said(
        `templates: { link: {} }`,
        `templates: { links: { t: 3 } }`,
        `links: [{ use: t, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `templates: { links: { slow: {} } }\nlinks: [{ use: slwo, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `templates: { links: { slow: {} } }\nlinks: [{ use: 3, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `templates: { links: { a: { use: b }, b: { use: a } } }\nlinks: [{ use: a, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `templates: { links: { slow: { rat: 1mbit } } }\nlinks: [{ use: slow, endpoints: ["h1:eth0", "h2:eth0"] }]`,
        `templates: { links: { slow: { mtu: 20 } } }\nlinks: [{ use: slow, endpoints: ["h1:eth0", "h2:eth0"] }, { use: slow, endpoints: ["h1:eth1", "h2:eth1"] }]`,
        `segments: { s: { use: x, kind: hub, attach: ["h1:eth0", "h2:eth0"] } }`,
        `expect: [{ use: x, that: run.seed == 1 }]`,
      ),
    ).toMatchInlineSnapshot(`
      "templates: { link: {} }
      => x.yaml:4:14: unknown key 'link' in templates; did you mean links?
      templates: { links: { t: 3 } }
      => x.yaml:4:26: expected a mapping, found 3
      links: [{ use: t, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:4:16: there is no template of links called 't': there are none (templates: { links: { t: … } })
      templates: { links: { slow: {} } }
      links: [{ use: slwo, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:5:16: there is no template of links called 'slwo'; did you mean slow?
      templates: { links: { slow: {} } }
      links: [{ use: 3, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:5:16: 'use' names a template or a list of them, found 3
      templates: { links: { a: { use: b }, b: { use: a } } }
      links: [{ use: a, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:4:33: templates go round in a circle: a → b → a [template 'a': x.yaml:4:41] [template 'b': x.yaml:4:26] [template 'a': x.yaml:5:9]
      templates: { links: { slow: { rat: 1mbit } } }
      links: [{ use: slow, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:4:31: unknown key 'rat' in a link; did you mean rate? [template 'slow': x.yaml:5:9]
      templates: { links: { slow: { mtu: 20 } } }
      links: [{ use: slow, endpoints: ["h1:eth0", "h2:eth0"] }, { use: slow, endpoints: ["h1:eth1", "h2:eth1"] }]
      => x.yaml:4:36: 20 is out of range: expected 68 to 65535 [template 'slow': x.yaml:5:9]
      segments: { s: { use: x, kind: hub, attach: ["h1:eth0", "h2:eth0"] } }
      => x.yaml:4:18: 'use' is of nodes, links and events
      expect: [{ use: x, that: run.seed == 1 }]
      => x.yaml:4:12: 'use' is of nodes, links and events"
    `);
  });

  it('groups, patterns and pairs', () => {
    expect(
      said(
        `groups: 3`,
        `groups: { g: 3, h1: [h2], "a b": [h1] }`,
        `groups: { g: ["x*"] }`,
        `${LINK}groups: { g: [h3] }\nevents: [{ at: 1s, ping: { from: g, to: h1 } }]`,
        `${LINK}groups: { gr: [h1] }\nevents: [{ at: 1s, ping: { from: "gr*", to: h1 } }]`,
        `${LINK}events: [{ at: 1s, pairs: some, ping: { from: "h*", to: "h*" } }]`,
        `${LINK}events: [{ at: 1s, pairs: { random-pairs: 3 }, ping: { from: "h*", to: "h*" } }]`,
        `${LINK}events: [{ at: 1s, pairs: { random-pairs: 0 }, ping: { from: "h*", to: "h*" } }]`,
        `${LINK}events: [{ at: 1s, pairs: { random: 1 }, ping: { from: "h*", to: "h*" } }]`,
        `${LINK}events: [{ at: 1s, pairs: each, ping: { from: h1, to: h1 } }]`,
        `${LINK}events: [{ at: 1s, stagger: 3, pairs: each, ping: { from: "h*", to: "h*" } }]`,
        `${LINK}events: [{ at: 1s, udp: { from: "h*", to: "h*" } }]`,
        `${LINK}events: [{ at: 1s, udp: { from: "h*", to: "h*:99999" } }]`,
        `${LINK}events: [{ at: 1s, node: "x*", set: { up: false } }]`,
      ),
    ).toMatchInlineSnapshot(`
      "groups: 3
      => x.yaml:4:9: expected a mapping, found 3
      groups: { g: 3, h1: [h2], "a b": [h1] }
      => x.yaml:4:14: expected a text or a list, found 3
      groups: { g: ["x*"] }
      => x.yaml:4:15: no node has a name like 'x*'
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      groups: { g: [h3] }
      events: [{ at: 1s, ping: { from: g, to: h1 } }]
      => x.yaml:6:34: there is no node 'h3'; did you mean h1?
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      groups: { gr: [h1] }
      events: [{ at: 1s, ping: { from: "gr*", to: h1 } }]
      => x.yaml:6:34: no node has a name like 'gr*'; did you mean gr?
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      events: [{ at: 1s, pairs: some, ping: { from: "h*", to: "h*" } }]
      => x.yaml:5:27: 'some' is no choice of pairs: expected all-pairs, each, or { random-pairs: 20 }
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      events: [{ at: 1s, pairs: { random-pairs: 3 }, ping: { from: "h*", to: "h*" } }]
      => x.yaml:5:27: there are 2 pairs, not 3
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      events: [{ at: 1s, pairs: { random-pairs: 0 }, ping: { from: "h*", to: "h*" } }]
      => x.yaml:5:27: a mapping is no choice of pairs: expected all-pairs, each, or { random-pairs: 20 }
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      events: [{ at: 1s, pairs: { random: 1 }, ping: { from: "h*", to: "h*" } }]
      => x.yaml:5:27: a mapping is no choice of pairs: expected all-pairs, each, or { random-pairs: 20 }
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      events: [{ at: 1s, pairs: each, ping: { from: h1, to: h1 } }]
      => x.yaml:5:27: 'h1' would talk to itself alone
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      events: [{ at: 1s, stagger: 3, pairs: each, ping: { from: "h*", to: "h*" } }]
      => x.yaml:5:29: 3 is no duration: expected such as 10ms
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      events: [{ at: 1s, udp: { from: "h*", to: "h*" } }]
      => x.yaml:5:43: 'h2' names no port: expected a node or an address, and a port, such as h2:5004; did you mean h2:5004? [from h1 to h2: x.yaml:5:33]
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      events: [{ at: 1s, udp: { from: "h*", to: "h*:99999" } }]
      => x.yaml:5:43: 'h2:99999' has the impossible port '99999': ports are 1 to 65535 [from h1 to h2:99999: x.yaml:5:33]
      links: [{ endpoints: ["h1:eth0", "h2:eth0"] }]
      events: [{ at: 1s, node: "x*", set: { up: false } }]
      => x.yaml:5:26: no node has a name like 'x*'"
    `);
  });

  it('files that are included', () => {
    expect(
      said(
        'include: 3',
        'include: [{ file: x }]',
        'include: nothing.yaml',
        'include: "§{n}.yaml"',
        'include: [self.yaml]',
        'include: list.yaml',
        'include: empty.yaml',
        'include: broken.yaml',
        'include: twice.yaml',
        'include: wrong.yaml',
        `include: template.yaml\ntemplates: { links: { t: {} } }`,
        `include: template.yaml\nlinks: [{ use: t, rate: 1mbt, endpoints: ["h1:eth0", "h2:eth0"] }]`,
      ),
    ).toMatchInlineSnapshot(`
      "include: 3
      => x.yaml:4:10: expected a text or a list, found 3
      include: [{ file: x }]
      => x.yaml:4:11: expected a text, found a mapping
      include: nothing.yaml
      => x.yaml:4:10: 'nothing.yaml': there is no such file
      include: "§{n}.yaml"
      => x.yaml:4:10: files are included before parameters have values: write the name out
      include: [self.yaml]
      => self.yaml:1:10: files include one another in a circle: self.yaml → self.yaml [included: x.yaml:4:11]
      include: list.yaml
      => list.yaml:1:1: a file that is included is a mapping, as a scenario is; found a list [included: x.yaml:4:10]
      include: empty.yaml
      => empty.yaml:1:1: the file says nothing: a scenario begins with "schema: 1"
      include: broken.yaml
      => broken.yaml:2:1: a ']' is missing before this point
      include: twice.yaml
      => x.yaml:3:10: 'h1' stands under nodes a second time: the first one is in twice.yaml
      include: wrong.yaml
      => wrong.yaml:1:21: 'hots' is not one of 'host', 'router'; did you mean host? [included: x.yaml:4:10]
         wrong.yaml:2:1: unknown key 'zzz' in the scenario; it may have 'schema', 'name', 'description', 'seed', 'stop', 'epoch', 'defaults', 'addressing', 'import', 'include', 'parameters', 'templates', 'groups', 'generate', 'nodes', 'links', 'segments', 'routing', 'events', 'expect', 'outputs' [included: x.yaml:4:10]
      include: template.yaml
      templates: { links: { t: {} } }
      => x.yaml:5:23: there is a template 't' already, in template.yaml
      include: template.yaml
      links: [{ use: t, rate: 1mbt, endpoints: ["h1:eth0", "h2:eth0"] }]
      => x.yaml:5:25: '1mbt' has the unknown unit 'mbt': a rate is a number and a unit (bit, kbit, mbit, gbit), such as 10mbit"
    `);
  });

  it('values that grow without end', () => {
    const doubled = Array.from(
      { length: 40 },
      (_, index) => `p${index + 1}: "§{p${index}}§{p${index}}"`,
    );
    const listed = Array.from(
      { length: 40 },
      (_, index) => `q${index + 1}: "§{[q${index}, q${index}]}"`,
    );
    const problems = (parameters: string) =>
      problemsOf(`${HEAD}parameters: { ${parameters} }\n`.replaceAll('§', '$'));
    expect(problems(`p0: xxxxxxxxxxxxxxxx, ${doubled.join(', ')}`)).toMatch(
      /^x\.yaml:4:\d+: the values that are put in take more than 64 MiB$/m,
    );
    expect(problems(`q0: x, ${listed.join(', ')}`)).toMatch(
      /^x\.yaml:4:\d+: the values that are put in take more than 64 MiB$/m,
    );
  });
});
