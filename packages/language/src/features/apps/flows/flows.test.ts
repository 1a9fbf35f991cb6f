import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../load/loadScenario.js';
import type { FlowsEvent } from './event.js';

const NETWORK = `schema: 1
name: a
nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host }, r1: { kind: router } }
links:
  - { name: core, endpoints: ['h1:eth0', 'r1:eth0'], rate: 8mbit, reverse: { rate: 4mbit } }
  - { name: free, endpoints: ['h2:eth0', 'r1:eth1'], rate: unlimited }
  - { endpoints: ['h3:eth0', 'r1:eth2'] }
`;

const FILES: Readonly<Record<string, string>> = {
  'sizes.txt': '# sizes\n100 0.5\n100 0.5\n300 1\n',
  'percent.txt': '100 50\n\n300 100 # all\n',
  'down.txt': '100 0.5\n50 1\n',
  'part.txt': '100 0.5\n',
  'words.txt': 'one half\n',
};

function load(flows: string) {
  const text = `${NETWORK}events: [{ at: 1s, name: load, flows: { ${flows} } }]\n`;
  return loadScenario({
    file: 'x.yaml',
    bytes: new TextEncoder().encode(text),
    readSibling: (file) => {
      const content = FILES[file];
      if (content === undefined) return { message: `there is no file '${file}'` };
      return { file, bytes: new TextEncoder().encode(content) };
    },
  });
}

function eventOf(flows: string): FlowsEvent {
  const loaded = load(flows);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  const [event] = loaded.document.events;
  if (event?.kind !== 'flows') throw new Error('no flows');
  return event;
}

function problemsOf(flows: string): string[] {
  const loaded = load(flows);
  return loaded.ok ? [] : loaded.problems.map(({ column, message }) => `${column}: ${message}`);
}

const between = (rest: string) => `from: 'h*', to: [h1, h2], count: 5, ${rest}`;

describe('flows that are written', () => {
  it('are between nodes by names and patterns', () => {
    const { from, to } = eventOf(between('sizes: 1kb, poisson: { gap: 1ms }'));
    expect(from).toEqual(['h1', 'h2', 'h3']);
    expect(to).toEqual(['h1', 'h2']);
    const { from: others } = eventOf(
      "from: [h3, 'h*', r1], to: h1, sizes: 1b, count: 1, poisson: { gap: 1s }".replace(
        "'h*'",
        "'*2'",
      ),
    );
    expect(others).toEqual(['h3', 'h2', 'r1']);
  });

  it('arrive as often as their load says', () => {
    const gapOf = (poisson: string, sizes = '1kb') =>
      eventOf(between(`sizes: ${sizes}, poisson: { ${poisson} }`)).meanGapNs;
    expect(gapOf('gap: 5ms')).toBe(5e6);
    expect(gapOf('per-second: 200')).toBe(5e6);
    expect(gapOf('rate: 1.6mbit')).toBe(5e6);
    expect(gapOf('load: 50%, link: core')).toBe(2e6);
    expect(gapOf('load: 50%, link: core, direction: reverse')).toBe(4e6);
    expect(gapOf('rate: 1mbit', 'web-search')).toBeCloseTo(1_711_250 * 8e3, -1);
  });

  it('have sizes by a name or from a file, shares in percent too', () => {
    const sizesOf = (sizes: string) =>
      eventOf(between(`sizes: ${sizes}, poisson: { gap: 1ms }`)).sizes;
    expect(sizesOf('{ uniform: [1kb, 3kb] }')).toEqual({
      kind: 'uniform',
      leastBytes: 1000,
      mostBytes: 3000,
    });
    expect(sizesOf('{ exponential: 1kb }')).toEqual({ kind: 'exponential', meanBytes: 1000 });
    const points = [
      { bytes: 100, probability: 0.5 },
      { bytes: 300, probability: 1 },
    ];
    expect(sizesOf('{ cdf: percent.txt }')).toEqual({ kind: 'cdf', points });
    expect(sizesOf('{ cdf: sizes.txt }')).toEqual({ kind: 'cdf', points: [points[0], ...points] });
    expect(sizesOf('data-mining')).toMatchObject({ kind: 'cdf' });
  });

  it('that cannot be are told, each at its place', () => {
    expect([
      problemsOf(between('sizes: 1kb, poisson: {}')),
      problemsOf(between('sizes: 1kb, poisson: { gap: 1ms, rate: 1mbit }')),
      problemsOf(between('sizes: 1kb, poisson: { load: 50% }')),
      problemsOf(between('sizes: 1kb, poisson: { load: 50%, link: cor }')),
      problemsOf(between('sizes: 1kb, poisson: { load: 50%, link: free }')),
      problemsOf(between('sizes: 1kb, poisson: { load: 0%, link: core }')),
      problemsOf(between('sizes: 1kb, poisson: { gap: 0s }')),
      problemsOf(between('sizes: web, poisson: { gap: 1ms }')),
      problemsOf(between('sizes: 100, poisson: { gap: 1ms }')),
      problemsOf(between('sizes: 0b, poisson: { gap: 1ms }')),
      problemsOf(between('sizes: { uniform: [2kb, 1kb] }, poisson: { gap: 1ms }')),
      problemsOf(between('sizes: { cdf: none.txt }, poisson: { gap: 1ms }')),
      problemsOf(between('sizes: { cdf: down.txt }, poisson: { gap: 1ms }')),
      problemsOf(between('sizes: { cdf: part.txt }, poisson: { gap: 1ms }')),
      problemsOf(between('sizes: { cdf: words.txt }, poisson: { gap: 1ms }')),
      problemsOf("from: 'x*', to: h9, count: 1, sizes: 1kb, poisson: { gap: 1ms }"),
      problemsOf("from: 'h*', to: h9, count: 1, sizes: 1kb, poisson: { gap: 1ms }"),
      problemsOf('from: h1, to: h1, count: 1, sizes: 1kb, poisson: { gap: 1ms }'),
      problemsOf('from: h1, to: h2, sizes: 1kb, poisson: { gap: 1ms }'),
      problemsOf(
        between(
          'sizes: 1kb, poisson: { gap: 1ms }, classes: [{ name: a }, { name: a, to: 1kb }, { name: b, to: 1b }]',
        ),
      ),
    ]).toMatchInlineSnapshot(`
      [
        [
          "89: a Poisson process of flows needs one of 'load', 'rate', 'per-second', 'gap'; none is here",
        ],
        [
          "89: a Poisson process of flows has one of 'load', 'rate', 'per-second', 'gap'; here are 'rate', 'gap'",
        ],
        [
          "89: a Poisson process of flows with 'load' needs the key 'link' too",
        ],
        [
          "117: there is no link 'cor'",
        ],
        [
          "117: 'free' has no rate of which a share could be taken: give it one, or write rate",
        ],
        [
          "106: at a load of 0% no flow begins",
        ],
        [
          "105: 'gap' cannot be 0s",
        ],
        [
          "84: 'web' is no size: expected such as 160b, or web-search or data-mining",
        ],
        [
          "84: a bare number, 100, where a unit belongs: expected a size with its unit, such as 160b, or web-search or data-mining",
        ],
        [
          "84: nothing of 0b can be sent over TCP: write 1b at least",
        ],
        [
          "101: the second size is not to be smaller than the first, 2kb",
        ],
        [
          "91: there is no file 'none.txt'",
        ],
        [
          "91: 'down.txt', line 2: sizes and probabilities go up, or stay",
        ],
        [
          "91: 'part.txt': the last probability is to be 1, or 100 in percent; it is 0.5",
        ],
        [
          "91: 'words.txt', line 1: expected a size in bytes and a probability, such as 10000 0.15",
        ],
        [
          "47: no node has a name like 'x*'",
        ],
        [
          "57: there is no node 'h9'",
        ],
        [
          "55: flows from 'h1' have nowhere to go: there is no other node in 'to'",
        ],
        [
          "32: these flows never end: give them count or until, or the scenario a stop",
        ],
        [
          "122: only the last class may be without 'to', which is the largest size in it",
          "143: another class is named 'a' already",
          "172: classes go up: 1b is not more than the 1000b before it",
        ],
      ]
    `);
  });
});
