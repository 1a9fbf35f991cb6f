/** A text or octets that try to be too much for the loader. */
interface HostileInput {
  readonly name: string;
  /**
   * Its octets; with a share from 0 to 1, an input of the same kind that is so much smaller, where its size is what
   * is too much.
   */
  make(share?: number): Uint8Array;
}

const MEBIBYTE = 1_048_576;

/** A text, which may be smaller by a share: `of(count)` is that share of a count. */
function text(name: string, make: (of: (count: number) => number) => string): HostileInput {
  return {
    name,
    make: (share = 1) => new TextEncoder().encode(make((count) => Math.ceil(count * share))),
  };
}

/** A unit over and over, up to just below the size that is still read. */
function filled(name: string, unit: string, start = ''): HostileInput {
  const times = Math.floor((MEBIBYTE - 100 - start.length) / unit.length);
  return text(name, (of) => start + unit.repeat(of(times)));
}

function octets(name: string, make: () => ArrayLike<number>): HostileInput {
  return { name, make: () => Uint8Array.from(make()) };
}

const HEAD = 'schema: 1\nname: a\n';

/** Each alias stands for ten of the one before. */
function bomb(): string {
  const levels = Array.from({ length: 30 }, (_, level) => {
    const items = level === 0 ? 'x' : Array.from({ length: 10 }, () => `*a${level - 1}`).join(',');
    return `k${level}: &a${level} [${items}]\n`;
  });
  return HEAD + levels.join('');
}

function manyNodes(count: number): string {
  const nodes = Array.from({ length: count }, (_, n) => `  node${n}: { kind: host }\n`);
  return `${HEAD}nodes:\n${nodes.join('')}`;
}

function linksOf(nodes: number): string {
  const pairs = Array.from({ length: nodes / 2 }, (_, n) => [2 * n, 2 * n + 1]);
  return `links:\n${pairs.map(([a, b]) => `- endpoints: ['node${a}:a','node${b}:a']\n`).join('')}`;
}

/** For tests: inputs that no scenario is made of, up to the largest that are read. */
export const HOSTILE_INPUTS: readonly HostileInput[] = [
  octets('nothing', () => []),
  octets('a zero', () => [0]),
  octets('binary', () => Array.from({ length: 4096 }, (_, n) => (n * 167 + (n >> 3)) & 0xff)),
  octets('UTF-16', () => [0xff, 0xfe, 0x73, 0, 0x63, 0]),
  octets('no UTF-8', () => [...new TextEncoder().encode('schema: 1\nname: '), 0xe9, 0x0a]),
  octets('a byte order mark and no more', () => [0xef, 0xbb, 0xbf]),
  text('ten megabytes', () => 'a: b\n'.repeat(2_000_000)),
  text('lists nested ten thousand deep', () => `${HEAD}nodes: ${'['.repeat(10_000)}`),
  text('mappings nested ten thousand deep', () => `${HEAD}nodes: ${'{a: '.repeat(10_000)}`),
  text('block lists nested ten thousand deep', () => '- '.repeat(10_000)),
  text('block mappings nested a thousand deep', () =>
    Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
  ),
  text('a bomb of aliases', bomb),
  text(
    'a mapping of ten thousand aliases',
    () => `${HEAD}a: &a [${'1,'.repeat(1000)}]\nb: [${'*a,'.repeat(10_000)}]`,
  ),
  filled('brackets', '['),
  filled('braces', '{'),
  filled('quotes', '"'),
  filled('dashes', '- \n'),
  filled('colons', ': '),
  filled('question marks', '? '),
  filled('ampersands', '&a '),
  filled('exclamation marks', '! '),
  filled('comments', '#\n'),
  filled('tabs', '\t\n'),
  filled('carriage returns', '\r'),
  filled('document marks', '---\n'),
  filled('the same key', 'a: 1\n'),
  filled('control characters', '\u0001'),
  filled('a number', '9', `${HEAD}seed: `),
  filled('a name', 'n', `${HEAD}nodes: { `),
  filled('a duration', '9', `${HEAD}stop: `),
  filled('links that are none', '- 1\n', `${HEAD}links:\n`),
  filled('links to nowhere', `- endpoints: ['x:a','y:b']\n`, `${HEAD}links:\n`),
  filled('events that are none', '- { at: 1 }\n', `${HEAD}events:\n`),
  filled('an expectation', '!', `${HEAD}expect:\n- that: '`),
  text(
    'many unknown keys',
    (of) => HEAD + Array.from({ length: of(60_000) }, (_, n) => `key${n}: 1\n`).join(''),
  ),
  text('many names that are nearly right', (of) => {
    const links = Array.from(
      { length: of(2_000) },
      (_, n) => `- endpoints: ['nod${n}:a','noed${n}:b']\n`,
    );
    return `${manyNodes(of(4_000))}links:\n${links.join('')}`;
  }),
  filled(
    'NICs of one name on a segment',
    "'x:eth0',",
    `${HEAD}segments: { lan: { kind: hub, attach: [`,
  ),
  text('a segment with NICs that are attached twice', (of) => {
    const ends = Array.from({ length: of(30_000) }, (_, n) => `h:eth${n},`).join('');
    return `${HEAD}nodes: { h: { kind: host } }\nsegments: { lan: { kind: hub, attach: [${ends}${ends}] } }`;
  }),
  text('a large segment that is changed often', (of) => {
    const ends = Array.from({ length: of(20_000) }, (_, n) => `h:eth${n},`).join('');
    const events = '- { at: 1s, segment: lan, set: { delay: 1ms } }\n'.repeat(of(10_000));
    return `${HEAD}nodes: { h: { kind: host } }\nsegments: { lan: { kind: hub, attach: [${ends}] } }\nevents:\n${events}x: 1`;
  }),
  text('many expectations with mistakes', (of) => {
    const wrong = Array.from(
      { length: of(5_000) },
      (_, n) => `- that: node.nod${n}.ip.x == app.y.z\n`,
    );
    return `${manyNodes(of(5_000))}expect:\n${wrong.join('')}`;
  }),
  text(
    'more pairs than can be pinged',
    () => `${manyNodes(2_000)}${linksOf(2_000)}events: [{ at: 1s, ping: { from: "*", to: "*" } }]`,
  ),
];
