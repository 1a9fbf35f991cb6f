// What tshark finds in the captures of the gallery: nothing malformed, no wrong checksum, and times,
// NICs and addresses as the scenario says.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIpv4Address } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { inFolder } from '../test/command.js';
import { gallery } from './cli/gallery.js';
import { loadScenarioFile } from './files/loadScenarioFile.js';
import { runScenario } from './script/runScenario.js';

const FIELDS = [
  'frame.time_epoch',
  'frame.interface_name',
  'ip.src',
  'arp.src.proto_ipv4',
  'frame.comment',
] as const;

/** A packet that is lost after it was captured is shown once more, when it ends. */
const SHOWN_AGAIN = 'shown again';

const CHECKS = ['ip.check_checksum:TRUE', 'udp.check_checksum:TRUE'].flatMap((option) => [
  '-o',
  option,
]);

const WRONG = [
  '_ws.malformed',
  'ip.checksum.status == "Bad"',
  'icmp.checksum.status == "Bad"',
  'igmp.checksum.status == "Bad"',
  'udp.checksum.status == "Bad"',
  'ip.version != 4',
].join(' || ');

/** Runs a scenario of the gallery with a capture, and has tshark read it. */
function captured<Result>(path: string, use: (tshark: (...words: string[]) => string[]) => Result) {
  const loaded = loadScenarioFile(path, path, { scripts: true });
  if (!loaded.ok) throw new Error(`${path} cannot be loaded`);
  const chunks: Uint8Array[] = [];
  const result = runScenario(loaded, { capture: { write: (chunk) => chunks.push(chunk.slice()) } });
  return inFolder((folder) => {
    const file = join(folder, 'run.pcapng');
    writeFileSync(file, Buffer.concat(chunks));
    const env = { ...process.env, WIRESHARK_CONFIG_DIR: folder };
    const tshark = (...words: string[]) =>
      execFileSync('tshark', ['-r', file, '-n', ...CHECKS, ...words], {
        env,
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
        .split('\n')
        .filter((line) => line !== '');
    return { ...loaded, result, read: use(tshark) };
  });
}

describe.each(gallery())('the capture of $name', ({ path }) => {
  const { document, plan, result, read } = captured(path, (tshark) => ({
    wrong: tshark('-Y', WRONG),
    packets: tshark(
      '-T',
      'fields',
      '-E',
      'occurrence=f',
      ...FIELDS.flatMap((field) => ['-e', field]),
    ).map((line) => {
      const [time = '', nic = '', source = '', arpSource = '', comment = ''] = line.split('\t');
      return { time, nic, source: source || arpSource, comment };
    }),
  }));

  it('has no malformed packet and no bad checksum', () => {
    expect(read.packets.length).toBeGreaterThan(0);
    expect(read.wrong).toEqual([]);
  });

  it('has the times of the scenario, by its epoch, in order', () => {
    const times = read.packets.map(({ time }) => {
      const [seconds = '', fraction = ''] = time.split('.');
      expect(fraction).toMatch(/^\d{9}$/);
      return (
        (BigInt(seconds) - BigInt(document.epochMs) / 1000n) * 1_000_000_000n + BigInt(fraction)
      );
    });
    expect([...times].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))).toEqual(times);
    expect(Number(times.at(-1))).toBeLessThanOrEqual(result.simulatedNs);
    const firstNs = Math.min(...document.events.map(({ atNs }) => atNs));
    const isAnnounced = document.segments.some(({ announce }) => announce);
    const isQuiet = document.nodes.every(
      ({ groups, multicast }) => groups.length === 0 && multicast === null,
    );
    if (!isAnnounced && isQuiet) {
      expect(Number(times[0])).toBeGreaterThanOrEqual(firstNs);
    }
  });

  it('has the NICs and addresses of the scenario', () => {
    const nics = new Set(
      (document.outputs.pcapng?.nics ?? []).map(({ node, nic }) => `${node}:${nic}`),
    );
    const addresses = new Set<string>();
    for (const { nics: ofNode } of plan) {
      for (const { addresses: prefixes } of ofNode) {
        for (const { address } of prefixes) addresses.add(formatIpv4Address(address));
      }
    }
    for (const { nic, source } of read.packets) {
      expect(nics).toContain(nic);
      expect(addresses).toContain(source);
    }
  });

  it('has every packet of every link at each end where it is taken', () => {
    const captures = new Set(
      (document.outputs.pcapng?.nics ?? []).map(({ node, nic }) => `${node}:${nic}`),
    );
    let expected = 0;
    for (const [index, { endpoints }] of document.links.entries()) {
      const [first, second] = endpoints.map(({ node, nic }) => captures.has(`${node}:${nic}`));
      const link = result.links[index];
      if (link === undefined) continue;
      const { forward, reverse } = link;
      if (first) expected += forward.sentPackets + reverse.deliveredPackets;
      if (second) expected += reverse.sentPackets + forward.deliveredPackets;
    }
    for (const { name, forward, reverse } of result.segments.flatMap(({ ports }) => ports)) {
      if (captures.has(name)) expected += forward.sentPackets + reverse.deliveredPackets;
    }
    const again = read.packets.filter(({ comment }) => comment.startsWith(SHOWN_AGAIN));
    expect(read.packets.length - again.length).toBe(expected);
  });
});

it('the capture of two-hosts shows the echo after exactly one round trip', () => {
  const path = gallery().find(({ name }) => name === 'two-hosts')?.path ?? '';
  const { read } = captured(path, (tshark) =>
    tshark(
      '-Y',
      'icmp && frame.interface_name == "h1:eth0"',
      '-T',
      'fields',
      '-e',
      'frame.time_epoch',
      '-e',
      'icmp.type',
    ),
  );
  expect(read.slice(0, 2)).toEqual(['1767225601.000000000\t8', '1767225601.010013440\t0']);
});

it('tshark finds the comments on what is dropped, with the numbers that events have', () => {
  const path = gallery().find(({ name }) => name === 'drop-reasons')?.path ?? '';
  const fields = ['frame.interface_name', 'frame.packet_id', 'frame.comment'];
  const { read } = captured(path, (tshark) =>
    tshark('-Y', 'frame.comment', '-T', 'fields', ...fields.flatMap((field) => ['-e', field])),
  );
  expect(read).toEqual([
    'r1:eth0\t1\tdropped: its TTL ends at this router (RFC 1812 5.3.1), by r1 at eth0; packet 1',
    'r1:eth0\t3\tdropped: it is larger than the next link takes, and DF forbids fragments (RFC 1191 4), by r1 at eth0; packet 3',
    'h2:eth0\t5\tdropped: no socket listens to its port (RFC 1122 4.1.3.1), by h2 at eth0; packet 5',
    'r1:eth1\t7\tshown again where it ends; dropped: the link is down, by link tail (forward); packet 7',
  ]);
});
