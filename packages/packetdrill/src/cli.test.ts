import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from './cli.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packetloom-packetdrill-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(text: string, ...more: string[]) {
  const path = join(folder, 'script.pkt');
  await writeFile(path, text);
  return runArguments(path, ...more);
}

async function runArguments(...args: string[]) {
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

const SOCKET = '0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n';

it('counts what passed', async () => {
  expect(await run(SOCKET)).toEqual({
    code: 0,
    out: '1 passed, 0 failed, 0 cannot be run\n',
    error: '',
  });
});

it('runs the scripts of a folder', async () => {
  await run(SOCKET);
  expect(await runArguments(folder)).toMatchObject({
    code: 0,
    out: '1 passed, 0 failed, 0 cannot be run\n',
  });
});

it('tells a wrong result', async () => {
  expect(await run(`${SOCKET}+.5 listen(3, 1) = -1 EINVAL (Invalid argument)`)).toEqual({
    code: 1,
    out: '/script.pkt:2: failed: listen: expected -1 EINVAL, came 0 at 0.500000\n0 passed, 1 failed, 0 cannot be run\n',
    error: '',
  });
});

it('tells a packet that differs, in both notations', async () => {
  const text = `${SOCKET}+0 bind(3, ..., ...) = 0\n+0 listen(3, 1) = 0\n+0 < S 0:0(0) win 9 <mss 1000>\n+0 > S. 0:0(0) ack 1 <mss 1400>`;
  expect((await run(text)).out).toBe(
    '/script.pkt:5: failed: options: expected <mss 1400>, came <mss 1460>\n' +
      '  expected 0.000000 > S. 0:0(0) ack 1 <mss 1400>\n' +
      '  came 0.000000 > S. 0:0(0) ack 1 win 64240 <mss 1460>\n' +
      '0 passed, 1 failed, 0 cannot be run\n',
  );
});

it.each([
  [
    `${SOCKET}+0 setsockopt(3, SOL_TCP, TCP_FASTOPEN, [1], 4) = 0`,
    2,
    'the socket option TCP_FASTOPEN',
  ],
  [`${SOCKET}+0 splice(3, NULL, 4, NULL, 1, 0) = 1`, 2, 'the system call splice'],
  [`${SOCKET}+0 \`rm -rf x\``, 2, 'the command rm -rf x'],
  [`\`sysctl -q net.ipv4.tcp_unheard_of=1\`\n${SOCKET}`, 1, 'sysctl tcp_unheard_of'],
  [`--ip_version=ipv6\n${SOCKET}`, 1, '--ip_version=ipv6: only ipv4'],
  [`${SOCKET}+0 %{ import os }%`, 2, "code: 'import' in code"],
  [
    `${SOCKET}+0 setsockopt(3, SOL_TCP, TCP_CONGESTION, "vegas", 5) = 0`,
    2,
    'the congestion control vegas',
  ],
  [`${SOCKET}+0 < udp (10)`, 2, 'UDP packets'],
])('says which construct is missing: %j', async (text, line, construct) => {
  expect(await run(text)).toEqual({
    code: 1,
    out: `/script.pkt:${line}: cannot be run: not supported: ${construct}\n0 passed, 0 failed, 1 cannot be run\n`,
    error: '',
  });
});

it('refuses what is not in the language', async () => {
  expect(await run('0 close(3 = 0')).toMatchObject({
    code: 2,
    error: "/script.pkt:1:11: expected ')' or ',' behind an argument of close, found '='\n",
  });
});

it.each([
  [['/nowhere/x.pkt'], /cannot be read/],
  [['--define', 'X', 'x.pkt'], /--define: expected NAME=VALUE, found X/],
  [[], /missing required argument/],
  [['--unheard-of', 'x.pkt'], /unknown option/],
])('refuses %j', async (args, message) => {
  const { code, error } = await runArguments(...args);
  expect(code).toBe(2);
  expect(error).toMatch(message);
});

it('replaces what is defined', async () => {
  const text = `${SOCKET}+0 setsockopt(3, LEVEL, TCP_NODELAY, [1], 4) = 0`;
  expect(await run(text, '--define', 'LEVEL=SOL_TCP')).toMatchObject({ code: 0 });
});

it('waits for calls that block, and no longer than they may', async () => {
  const text = `${SOCKET}+0 bind(3, ..., ...) = 0\n+0 listen(3, 1) = 0\n+0...0.1 accept(3, ..., ...) = 4`;
  expect((await run(text)).out).toMatch(
    /:4: failed: accept: expected to return at 0.100000, it still blocks at 0.104000/,
  );
});

const ESTABLISHED = `${SOCKET}+0 bind(3, ..., ...) = 0
+0 listen(3, 1) = 0
+0 < S 0:0(0) win 32792 <mss 1000,sackOK,nop,nop,nop,wscale 7>
+0 > S. 0:0(0) ack 1 <...>
+.1 < . 1:1(0) ack 1 win 257
+0 accept(3, ..., ...) = 4
`;

it('compares the fields of TCP_INFO that a script names', async () => {
  const call = (fields: string) =>
    `${ESTABLISHED}+0 getsockopt(4, SOL_TCP, TCP_INFO, ${fields}, [232]) = 0`;
  const state = 'tcpi_state=TCP_ESTABLISHED, tcpi_snd_cwnd=10, tcpi_rtt=...';
  expect(await run(call(`{${state}}`))).toMatchObject({ code: 0 });
  expect(await run(call('...'))).toMatchObject({ code: 0 });
  const { code, out } = await run(call('{tcpi_unacked=1}'));
  expect([code, out]).toEqual([
    1,
    '/script.pkt:8: failed: getsockopt: TCP_INFO: tcpi_unacked: expected 1, came 0 at 0.100000\n' +
      '0 passed, 1 failed, 0 cannot be run\n',
  ]);
  expect((await run(call('{tcpi_unheard_of=1}'))).out).toContain(
    'not supported: the field tcpi_unheard_of of TCP_INFO',
  );
});

it('sends what MSG_ZEROCOPY lends it, and takes no more than there is room for', async () => {
  const lent = '+0 send(4, ..., 500, MSG_ZEROCOPY) = 500\n+0 > P. 1:501(500) ack 1\n';
  expect(await run(`${ESTABLISHED}${lent}`)).toMatchObject({ code: 0 });
  const most = '+0 fcntl(4, F_SETFL, O_RDWR|O_NONBLOCK) = 0\n+0 write(4, ..., 99999999999) = ...\n';
  expect(await run(`${ESTABLISHED}${most}`)).toMatchObject({ code: 0 });
});

it('tells of a fault of its own, and runs the other scripts all the same', async () => {
  const path = join(folder, 'script.pkt');
  await writeFile(path, SOCKET);
  let [out, error] = ['', ''];
  const code = await main([path, path, '--verbose'], {
    out: (text) => {
      if (text.includes('line 1') && out.split('.pkt').length === 2) throw new Error('a fault');
      out += text;
    },
    error: (text) => {
      error += text;
    },
  });
  expect(code).toBe(70);
  expect(error).toMatch(/script\.pkt:1: a fault of Packetloom, please report .*: Error: a fault\n/);
  expect(out).toContain('1 passed, 0 failed, 0 cannot be run, 1 met a fault of Packetloom\n');
});
