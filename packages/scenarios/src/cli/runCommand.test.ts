import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '@packetloom/runner';
import { describe, expect, it } from 'vitest';
import { command, inFolder, smallScenario } from '../../test/command.js';

const PASSES = { 'a.yaml': smallScenario('small') };
const FAILS = { 'b.yaml': smallScenario('broken-hope', 'app.probe.received == 2') };

describe('the exit code', () => {
  const code = (words: string[], files = {}) =>
    inFolder((folder) => command(words, folder, files).code);

  it('is 0 when all expectations held', () => {
    expect(code(['a.yaml'], PASSES)).toBe(0);
    expect(code(['a.yaml', 'a.yaml', '--json'], PASSES)).toBe(0);
  });

  it('is 1 when one failed', () => {
    expect(code(['a.yaml', 'b.yaml'], { ...PASSES, ...FAILS })).toBe(1);
    expect(code(['b.yaml', '--quiet'], FAILS)).toBe(1);
    expect(code(['b.yaml', '--json'], FAILS)).toBe(1);
  });

  it('is 2 when something is wrong with the input', () => {
    expect(code(['nothing.yaml'])).toBe(2);
    expect(code(['a.yaml', 'nothing.yaml'], PASSES)).toBe(2);
    expect(code(['a.yaml', '--sed', '1'], PASSES)).toBe(2);
    expect(code(['a.yaml'], { 'a.yaml': 'schema: 2' })).toBe(2);
  });
});

describe('a scenario that comes to the end of time', () => {
  const late = smallScenario('late').replace('at: 1s', 'at: 9007199254740991ns');
  const long = smallScenario('long').replace('count: 1', 'count: 4, interval: 2000h');

  it.each([late, long])('is told so, and leaves no files behind', (text) => {
    inFolder((folder) => {
      const { code, stderr } = command(['a.yaml', '--out', 'out'], folder, { 'a.yaml': text });
      expect(code).toBe(2);
      expect(stderr).toBe(
        'a.yaml:1:1: something would happen after 9007199254740991ns (104 days), the end of time: let times and intervals be shorter, or give a stop\n',
      );
      expect(readdirSync(join(folder, 'out'))).toEqual([]);
      expect(command(['a.yaml', '--explain', '9'], folder).code).toBe(2);
    });
  });
});

describe('an expectation that takes too many steps', () => {
  const tens = '[0,1,2,3,4,5,6,7,8,9]';
  const endless = `${tens}.all(a, ${tens}.all(b, ${tens}.all(c, ${tens}.all(d, ${tens}.all(e, ${tens}.all(f, true))))))`;
  const large = `${tens}.all(a, ${tens}.all(b, ${tens}.all(c, ${tens}.all(d, true))))`;

  it.each(['that', 'never', 'eventually'])('is told so at its place: %s', (kind) => {
    inFolder((folder) => {
      const text = smallScenario('a', `"${endless}"`).replace('that:', `${kind}:`);
      const { code, stderr } = command(['a.yaml', '--out', 'out'], folder, { 'a.yaml': text });
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^a\.yaml:\d+:\d+: the expectation takes more than 1,000,000 steps: let all, exists, map and filter go through/,
      );
      expect(readdirSync(join(folder, 'out'))).toEqual([]);
    });
  });

  it('passes where it is small', () => {
    const files = { 'a.yaml': smallScenario('a', `"${large}"`) };
    expect(inFolder((folder) => command(['a.yaml'], folder, files)).code).toBe(0);
  });
});

describe('options', () => {
  const outcome = (words: string[], files = PASSES) =>
    inFolder((folder) => command(words, folder, files));
  const seedOf = (words: string[]) =>
    JSON.parse(outcome([...words, '--json']).stdout).scenarios[0].seed;

  it('--seed wins over the scenario', () => {
    expect(seedOf(['a.yaml'])).toBe(1);
    expect(seedOf(['a.yaml', '--seed', '0'])).toBe(0);
    expect(seedOf(['--seed=4294967295', 'a.yaml'])).toBe(4_294_967_295);
  });

  it.each(['-1', '1.5', '4294967296', 'abc', '1e3', ''])('--seed refuses %j', (seed) => {
    const { code, stderr } = outcome(['a.yaml', `--seed=${seed}`]);
    expect(code).toBe(2);
    expect(stderr).toContain('Expected a whole number from 0 to 4294967295.');
  });

  const LOSSY = smallScenario('a', 'run.number >= 0')
    .replace('"h2:eth0"]', '"h2:eth0"], loss: 50%')
    .replace('count: 1', 'count: 40, interval: 10ms');

  it('--run draws other random numbers of the same seed, and is shown', () => {
    const files = { 'a.yaml': LOSSY };
    const run = (...words: string[]) => outcome(['a.yaml', ...words], files);
    const report = (...words: string[]) => JSON.parse(run('--json', ...words).stdout).scenarios[0];
    const [first, zero, three, again] = [[], ['0'], ['3'], ['3']].map((number) =>
      report(...number.flatMap((each) => ['--run', each])),
    );
    expect(zero).toEqual(first);
    expect(three).toEqual(again);
    expect([first.run, three.run, three.seed]).toEqual([0, 3, first.seed]);
    expect(three.fingerprint).not.toBe(first.fingerprint);
    const received = Array.from({ length: 6 }, (_, number) => {
      const [probe] = report('--run', String(number)).apps;
      return probe.received;
    });
    expect(new Set(received).size).toBeGreaterThan(1);
    expect(run('--run', '3').stdout).toContain('; seed 1, run 3\n');
    expect(run().stdout).toContain('; seed 1\n');
    expect(run('--run', '3', '--explain', 'app.probe#3').stdout).not.toBe(
      run('--explain', 'app.probe#3').stdout,
    );
  });

  it.each(['-1', '1.5', '01', '1e3', '', '9007199254740993'])('--run refuses %j', (number) => {
    const { code, stderr } = outcome(['a.yaml', `--run=${number}`]);
    expect(code).toBe(2);
    expect(stderr).toContain('Expected a whole number from 0.');
  });

  it.each([
    ['--seeed', '--seed'],
    ['--jsn', '--json'],
    ['--quite', '--quiet'],
    ['--lst', '--list'],
  ])('%s is answered with %s', (wrong, right) => {
    const { code, stderr, stdout } = outcome(['a.yaml', wrong]);
    expect(code).toBe(2);
    expect(stderr).toContain(`unknown option '${wrong}' (Did you mean ${right}?)`);
    expect(stdout).toBe('');
  });

  it('--out without a folder is told about', () => {
    expect(outcome(['a.yaml', '--out']).stderr).toContain("option '--out <DIR>' argument missing");
  });

  it('--help shows what there is', () => {
    const { code, stdout } = outcome(['--help']);
    expect(code).toBe(0);
    for (const word of [
      ...['--seed <N>', '--run <N>', '--out <DIR>', '--json', '--quiet', '--list'],
      ...['--explain <PACKET>', '--allow-scripts', '--control'],
      ...['--max-events <N>', '--max-memory <SIZE>'],
    ]) {
      expect(stdout).toContain(word);
    }
  });

  it('--max-memory bounds the memory of packets', () => {
    const { code, stderr } = outcome(['a.yaml', '--json', '--max-memory', '1kb']);
    expect(code).toBe(2);
    expect(stderr).toContain('small: packets take more than 0.001 MiB of memory at ');
    expect(outcome(['a.yaml', '--max-memory', '1gb']).code).toBe(0);
    const wrong = outcome(['a.yaml', '--max-memory', '100']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('Expected a size with its unit, such as 512mb or 2gb.');
  });

  it('--max-events gives up what is longer', () => {
    const { events } = JSON.parse(outcome(['a.yaml', '--json']).stdout).scenarios[0];
    expect(outcome(['a.yaml', '--max-events', `${events}`]).code).toBe(0);
    const { code, stderr, stdout } = outcome(['a.yaml', '--json', '--max-events', '3']);
    expect(code).toBe(2);
    expect(stderr).toContain('small: more than 3 events at ');
    expect(JSON.parse(stdout).errors[0].message).toContain('small: more than 3 events at ');
    expect(outcome(['a.yaml', '--explain', '1', '--max-events', '3']).code).toBe(2);
    expect(outcome(['a.yaml', '--max-events', '0']).stderr).toContain('a whole number from 1');
  });

  it('--control tells of all IGMP in the timeline', () => {
    const files = {
      ...PASSES,
      'm.yaml': `schema: 1
name: m
nodes: { r: { kind: router }, m: { kind: host, groups: { eth0: [239.1.1.1] } } }
links: [{ endpoints: ["r:eth0", "m:eth0"] }]
stop: 1s`,
    };
    const [plain, control] = [['m.yaml'], ['m.yaml', '--control']].map(
      (words) => outcome(words, files).stdout,
    );
    expect(plain).toContain('about IGMP not shown');
    expect(plain).not.toContain('224.0.0.2');
    expect(control).toContain('joins 224.0.0.2');
  });

  it('--list shows the gallery, also as JSON', () => {
    const { stdout } = outcome(['--list']);
    expect(stdout).toMatch(/^two-hosts +Two hosts on a link: /m);
    expect(stdout).toMatch(/^show-case +/m);
    const { gallery } = JSON.parse(outcome(['--list', '--json']).stdout);
    expect(gallery.length).toBe(stdout.trimEnd().split('\n').length);
    expect(gallery[0]).toEqual({ name: 'abilene', title: expect.stringContaining('Abilene: ') });
  });
});

describe('what is printed', () => {
  const outcome = (words: string[], files: Record<string, string> = { ...PASSES, ...FAILS }) =>
    inFolder((folder) => command(words, folder, files));

  it('is a report for each scenario, and a closing line for several', () => {
    const { stdout, stderr } = outcome(['a.yaml', 'b.yaml']);
    expect(stdout).toMatch(/^small\n/);
    expect(stdout).toMatch(/^broken-hope\n/m);
    expect(stdout).toMatch(/\n1 scenario of 2 failed: broken-hope\n$/);
    expect(stderr).toBe('');
  });

  it('is only what failed, with --quiet', () => {
    expect(outcome(['a.yaml', '--quiet']).stdout).toBe('');
    expect(outcome(['a.yaml', 'b.yaml', '--quiet']).stdout).toBe(
      'broken-hope (b.yaml)\n  ✗ app.probe.received == 2\n      app.probe.received = 1\n',
    );
  });

  it('is one JSON document, with --json, whatever happens', () => {
    const documents = [
      outcome(['a.yaml', 'b.yaml', '--json']),
      outcome(['a.yaml', '--json', '--quiet']),
      outcome(['nothing.yaml', '--json']),
      outcome(['--json', '--sed']),
      outcome(['a.yaml', '--json'], { 'a.yaml': 'a: [' }),
    ].map(({ stdout }) => JSON.parse(stdout));
    expect(documents[0].scenarios.map(({ file }: { file: string }) => file)).toEqual([
      'a.yaml',
      'b.yaml',
    ]);
    expect(documents[2]).toEqual({
      version: VERSION,
      scenarios: [],
      errors: [{ file: 'nothing.yaml', line: 1, column: 1, message: 'there is no such file' }],
    });
    expect(documents[3].errors[0].message).toContain("unknown option '--sed'");
    expect(documents[4].errors[0]).toMatchObject({ file: 'a.yaml', line: 1 });
  });

  it('is the same each time', () => {
    expect(outcome(['a.yaml', '--json'])).toEqual(outcome(['a.yaml', '--json']));
    expect(outcome(['a.yaml'])).toEqual(outcome(['a.yaml']));
  });

  it('names all mistakes of all files, and runs none', () => {
    const { code, stdout, stderr } = outcome(['c.yaml', 'd.yaml', 'a.yaml'], {
      ...PASSES,
      'c.yaml': smallScenario('c').replace('kind', 'knid'),
      'd.yaml': smallScenario('d').replace('to: h2', 'to: h3'),
    });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain("c.yaml:3:16: unknown key 'knid' in a node; did you mean kind?");
    expect(stderr).toContain("d.yaml:5:55: there is no node 'h3'");
    expect(stderr).toContain('    5 | events: [');
  });

  it('tells how many mistakes are not shown', () => {
    const wrong = Array.from({ length: 50 }, (_, index) => `wrong${index}: 1\n`).join('');
    const { stderr } = outcome(['a.yaml'], { 'a.yaml': `${smallScenario('a')}${wrong}` });
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('… and 30 more');
  });
});

describe('which files are run', () => {
  it('is the show-case if none is named', () => {
    const { code, stdout } = inFolder((folder) => command([], folder));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^show-case\n/);
  });

  it('can be told by a name of the gallery, unless there is a file of that name', () => {
    inFolder((folder) => {
      expect(command(['two-hosts'], folder).stdout).toMatch(/^two-hosts\n/);
      writeFileSync(join(folder, 'two-hosts'), smallScenario('mine'));
      expect(command(['two-hosts'], folder).stdout).toMatch(/^mine\n/);
    });
  });

  it('suggests a name of the gallery for one that is not there', () => {
    const { stderr } = inFolder((folder) => command(['two-host'], folder));
    expect(stderr).toBe(
      'two-host:1:1: there is no such file, nor a scenario of that name in the gallery (see --list); did you mean two-hosts?\n',
    );
  });

  it('a folder is none', () => {
    inFolder((folder) => {
      mkdirSync(join(folder, 'sub'));
      expect(command(['sub'], folder).stderr).toContain('sub:1:1: this is a folder, not a file');
    });
  });
});

describe('--out', () => {
  it('gets a capture for each scenario, under a name of its own, and nothing else', () => {
    inFolder((folder) => {
      const words = ['a.yaml', 'b.yaml', 'a.yaml', '--out', 'made/here', '--json'];
      const { stdout } = command(words, folder, { ...PASSES, ...FAILS });
      const artifacts = JSON.parse(stdout).scenarios.map(
        (run: { artifacts: object }) => run.artifacts,
      );
      expect(artifacts).toEqual([
        { pcapng: 'small.pcapng' },
        { pcapng: 'broken-hope.pcapng' },
        { pcapng: 'small-2.pcapng' },
      ]);
      const out = join(folder, 'made', 'here');
      expect(readdirSync(out).sort()).toEqual([
        'broken-hope.pcapng',
        'small-2.pcapng',
        'small.pcapng',
      ]);
      const first = readFileSync(join(out, 'small.pcapng'));
      expect(first.readUInt32LE(0)).toBe(0x0a0d0d0a);
      expect(readFileSync(join(out, 'small-2.pcapng'))).toEqual(first);
    });
  });

  it('gets the files that the scenario asks for, under the names that it gives', () => {
    inFolder((folder) => {
      const outputs = `outputs: { pcapng: [], events: true, series: { every: 1s, of: [app.probe.sent], file: sent.csv } }`;
      const files = { 'a.yaml': `${smallScenario('small')}${outputs}` };
      const words = ['a.yaml', 'a.yaml', '--out', 'out', '--json'];
      const { scenarios } = JSON.parse(command(words, folder, files).stdout);
      expect(scenarios.map(({ artifacts }: { artifacts: object }) => artifacts)).toEqual([
        { events: 'small.events.jsonl', series: 'sent.csv' },
        { events: 'small-2.events.jsonl', series: 'sent-2.csv' },
      ]);
      const out = join(folder, 'out');
      expect(readdirSync(out).length).toBe(4);
      expect(readFileSync(join(out, 'sent.csv'), 'utf8')).toMatch(/^time \(s\),app.probe.sent/);
      expect(readFileSync(join(out, 'small.events.jsonl'))).toEqual(
        readFileSync(join(out, 'small-2.events.jsonl')),
      );
    });
  });

  it('captures where the scenario asks', () => {
    const size = (outputs: string) =>
      inFolder((folder) => {
        const text = `${smallScenario('small')}outputs: { pcapng: ${outputs} }`;
        command(['a.yaml', '--out', '.'], folder, { 'a.yaml': text });
        const path = join(folder, 'small.pcapng');
        return existsSync(path) ? readFileSync(path).length : 0;
      });
    expect(size('[]')).toBe(0);
    expect(size('["h1:*"]')).toBe(size('["h1:eth0"]'));
    expect(size('["h1:*", "h2:*"]')).toBe(size('["*"]'));
    expect(size('["*"]')).toBeGreaterThan(size('["h1:*"]'));
  });

  it('is told about when it cannot be written to', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'file'), '');
      const { code, stderr, stdout } = command(
        ['a.yaml', '--out', 'file', '--json'],
        folder,
        PASSES,
      );
      expect(code).toBe(2);
      expect(stderr).toMatch(/^scenario: cannot write into '.*file': /);
      expect(JSON.parse(stdout).errors[0].message).toContain('cannot write into');
    });
  });

  it('is left as it was when a capture cannot be written', () => {
    inFolder((folder) => {
      // A folder stands where the file is to go, so that only the very end fails.
      mkdirSync(join(folder, 'out', 'small.pcapng', 'full'), { recursive: true });
      const files = { 'a.yaml': `${smallScenario('small')}outputs: { events: true }` };
      const { code, stderr } = command(['a.yaml', '--out', 'out'], folder, files);
      expect(code).toBe(2);
      expect(stderr).toContain("small.pcapng'");
      expect(readdirSync(join(folder, 'out'))).toEqual(['small.pcapng']);
    });
  });
});
