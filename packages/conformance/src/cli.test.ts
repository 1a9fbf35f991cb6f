import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from './cli.js';
import { KNOWN_TCP_FAILURES } from './tcp/knownFailures.js';
import { ECHO_REPLY, exampleExpecting, exampleVector, withOctet } from './testing/exampleVector.js';
import { hexOf, type Vector } from './vector/vector.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packetloom-conformance-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(...vectors: readonly Vector[]): Promise<string> {
  const path = join(folder, 'vectors.jsonl');
  await writeFile(path, vectors.map((vector) => `${JSON.stringify(vector)}\n`).join(''));
  return path;
}

async function run(...args: string[]) {
  let out = '';
  let error = '';
  const code = await main(args, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
  });
  return { code, out: out.replaceAll(folder, ''), error: error.replaceAll(folder, '') };
}

/** The example with a reply expected that differs in one octet. */
function expectingOctet(offset: number, value: number): Vector {
  return exampleExpecting({
    sent: [{ at: 5, nic: 1, packet: hexOf(withOctet(ECHO_REPLY, offset, value)) }],
  });
}

describe('a run', () => {
  it('ends with the totals and 0 if all pass', async () => {
    const path = await fileOf(exampleVector(), exampleVector());
    expect(await run(path)).toEqual({
      code: 0,
      out: '2 passed, 0 failed, 0 skipped\n',
      error: '',
    });
  });

  it('leaves out what is known to fail when asked to, and says how many', async () => {
    const [known = ''] = KNOWN_TCP_FAILURES;
    const path = await fileOf(exampleVector(), { ...expectingOctet(8, 63), name: known });
    expect((await run(path)).code).toBe(1);
    expect(await run(path, '--leave-out-known')).toEqual({
      code: 0,
      out: '1 passed, 0 failed, 0 skipped\n',
      error: '1 left out: known to fail, listed in tcp/knownFailures.ts\n',
    });
  });

  it('tells of a vector that passes though it is known to fail', async () => {
    const [name = ''] = KNOWN_TCP_FAILURES;
    const path = await fileOf(exampleVector(), exampleVector({ name }));
    const { code, error } = await run(path, '--leave-out-known');
    expect(code).toBe(0);
    expect(error).toContain(`${name} passes: take it out of tcp/knownFailures.ts\n`);
  });

  it('decodes the first difference of a failed vector, and ends with 1', async () => {
    const path = await fileOf(exampleVector(), expectingOctet(8, 63));
    expect(await run(path)).toEqual({
      code: 1,
      out:
        'FAILED example/echo (/vectors.jsonl:2)\n' +
        '  at 5 ms, packet 1 sent on NIC 1 (ICMP echo reply code 0, 10.0.0.1 > 10.0.0.2, ttl 63, ' +
        '44 octets): ip.ttl: expected 63, got 64 [RFC 791 3.1]\n' +
        '1 passed, 1 failed, 0 skipped\n',
      error: '',
    });
  });

  it.each<[string, Vector, string]>([
    ['a checksum', expectingOctet(23, 0), 'icmp.checksum: expected 0xc700, got 0xc7b7 [RFC 792]'],
    ['data', expectingOctet(30, 0), 'icmp.data octet 2: expected 0x00, got 0x02 [RFC 792]'],
    [
      'an instant',
      exampleExpecting({ sent: [{ at: 4, nic: 1, packet: hexOf(ECHO_REPLY) }] }),
      'at 4 ms, packet 1 sent on NIC 1: expected ICMP echo reply code 0, ' +
        '10.0.0.1 > 10.0.0.2, ttl 64, 44 octets, got nothing [RFC 1122 3.2.2.6]',
    ],
    [
      'a counter',
      exampleExpecting({ stats: { ...exampleVector().expect.stats, 'ip.packetsSent': 2 } }),
      'counter ip.packetsSent: expected 2, got 1 [RFC 791 3.2]',
    ],
    [
      'an error',
      exampleExpecting({ errors: [{ step: 0, error: 'ErrNoRoute', errno: 'EHOSTUNREACH' }] }),
      'at 5 ms, error at step 0 (inject): expected ErrNoRoute (no-route), got success ' +
        '[RFC 1122 3.3.1]',
    ],
    [
      'a delivery',
      exampleExpecting({
        delivered: [{ at: 5, socket: 1, from: '10.0.0.2', fromPort: 9, payload: '00' }],
      }),
      'at 5 ms, delivery 1 to socket 1: expected 1 octets from 10.0.0.2:9, got nothing ' +
        '[RFC 1122 4.1.3.5]',
    ],
  ])('tells what differs in %s', async (_, vector, difference) => {
    const { code, out } = await run(await fileOf(vector));
    expect(code).toBe(1);
    expect(out).toContain(difference);
  });

  it('skips vectors that need what is not there, and says why', async () => {
    const { host } = exampleVector();
    const path = await fileOf(exampleVector({ host: { ...host, igmp: { version: 3 } } }));
    expect(await run(path)).toMatchObject({
      code: 0,
      out: '1 skipped: IGMPv3 is not built yet\n0 passed, 0 failed, 1 skipped\n',
    });
  });

  it('takes the profile that is asked for', async () => {
    const path = await fileOf(exampleVector({ source: 'linux-6.18' }));
    const { out } = await run('--profile', 'standard', path);
    expect(out).toBe('1 passed, 0 failed, 0 skipped\n');
  });

  it('runs only vectors whose names match', async () => {
    const path = await fileOf(exampleVector(), exampleVector({ name: 'example/other' }));
    const { out } = await run('--grep', 'other$', path);
    expect(out).toBe('1 passed, 0 failed, 0 skipped\n');
  });

  it('lists names without running', async () => {
    const path = await fileOf(expectingOctet(8, 63));
    expect(await run('--list', path)).toEqual({ code: 0, out: 'example/echo\n', error: '' });
  });

  it('writes one JSON document with every difference', async () => {
    const path = await fileOf(exampleVector(), expectingOctet(8, 63));
    const { code, out } = await run('--json', path);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      totals: { passed: 1, failed: 1, skipped: 0 },
      failed: [
        {
          name: 'example/echo',
          line: 2,
          differences: [{ atMs: 5, field: 'ip.ttl', expected: '63', got: '64' }],
        },
      ],
      skipped: [],
      warnings: [],
    });
  });

  it('shows everything when asked to: events, fields both ways, counters', async () => {
    const { out } = await run('--verbose', await fileOf(expectingOctet(8, 63)));
    expect(out).toContain('5 ms  received on eth0: ICMP echo code 0');
    expect(out).toContain('! ip.ttl expected 63, got 64');
    expect(out).toContain('ip.packetsReceived 1 1');
  });
});

describe('bad input', () => {
  it('in a file is named by file and line', async () => {
    const path = join(folder, 'broken.jsonl');
    await writeFile(path, `${JSON.stringify(exampleVector())}\n{"name":"x"}\n`);
    expect(await run(path)).toEqual({
      code: 2,
      out: '',
      error:
        '/broken.jsonl:2: source: expected one of gvisor-2021-05-11, linux-6.18, found nothing\n',
    });
  });

  it('of a file that is not there is told', async () => {
    const { code, out, error } = await run(join(folder, 'missing.jsonl'));
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(/^\/missing\.jsonl: cannot be read: ENOENT/);
  });

  it.each([
    [['--profile', 'beos'], '--profile: expected one of netstack, standard, linux, found beos\n'],
    [['--grep', '('], '--grep: Invalid regular expression'],
    [['--grep', 'no such name'], 'no vector to run\n'],
    [['--colour'], "error: unknown option '--colour'\n"],
  ])('in %o is told', async (args, message) => {
    const path = await fileOf(exampleVector());
    const { code, out, error } = await run(...args, path);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(message);
  });

  it('that is a field unknown to the format is a warning', async () => {
    const vector = { ...exampleVector(), colour: 'red' };
    expect(await run(await fileOf(vector))).toMatchObject({
      code: 0,
      error: '/vectors.jsonl:1: colour: unknown field, ignored\n',
    });
  });

  it('is not asking for help', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('Usage: conformance [options] [files...]');
  });
});
