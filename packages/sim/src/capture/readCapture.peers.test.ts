// Captures that Wireshark's programs wrote, in every format that they know of pcap and pcapng.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ipv4Address } from '@packetloom/core';
import { encodeIpv4, encodeUdp } from '@packetloom/core/wire';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pcapOf } from '../../test/captureFiles.js';
import { behind, IPV4_HEADERS } from '../../test/linkHeaders.js';
import { isCaptureReadError } from './captureFile.js';
import { readCapture } from './readCapture.js';
import { replayDatagrams } from './replayDatagrams.js';

const ENDS = { source: ipv4Address(0x0a000001), destination: ipv4Address(0x0a000002) };
const PACKETS = [5, 900, 1400].map((size, index) => ({
  seconds: 1_700_000_000,
  fraction: index * 20_000_000,
  octets: encodeIpv4(
    { ...ENDS, protocol: 17, ttl: 64, identification: index },
    encodeUdp({ sourcePort: 7, destinationPort: 9 }, new Uint8Array(size), ENDS),
  ),
}));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capture-'));
  const notation = { littleEndian: true, nanoseconds: true, linkType: 101 };
  writeFileSync(join(folder, 'source.pcap'), pcapOf(notation, PACKETS));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is read of a file that a program makes of the source. */
function readFrom(program: string, ...args: string[]) {
  const env = { ...process.env, WIRESHARK_CONFIG_DIR: folder };
  execFileSync(program, args, { cwd: folder, env, stdio: 'ignore' });
  const file = readCapture(readFileSync(join(folder, 'made')));
  if (isCaptureReadError(file)) throw new Error(`${file.offset}: ${file.message}`);
  return file;
}

it.each(['pcapng', 'pcap', 'nsecpcap'])('editcap writes %s, which is read', (format) => {
  const file = readFrom('editcap', '-F', format, 'source.pcap', 'made');
  expect(file.format).toBe(format === 'pcapng' ? 'pcapng' : 'pcap');
  const expected = PACKETS.map(({ octets, fraction }) => ({ timeNs: fraction, octets }));
  const { datagrams, leftOut } = replayDatagrams(file);
  expect(
    datagrams.map(({ timeNs, octets }) => ({ timeNs, octets: Uint8Array.from(octets) })),
  ).toEqual(expected);
  expect(Object.values(leftOut)).toEqual([0, 0, 0, 0, 0]);
  expect(file.packets[0]?.stampNs).toBe(1_700_000_000_000_000_000n);
});

/** Wireshark holds LOOP to the order of the network; some programs wrote their own. */
const OF_WIRESHARK = IPV4_HEADERS.filter(([name]) => name !== 'LOOP, little-endian');

it.each(OF_WIRESHARK)('tshark sees the same packet behind %s as is read', (_, linkType, header) => {
  const packets = PACKETS.map((packet) => ({ ...packet, octets: behind(header, packet.octets) }));
  const bytes = pcapOf({ littleEndian: true, nanoseconds: true, linkType }, packets);
  writeFileSync(join(folder, 'linked.pcap'), bytes);
  const args = ['-r', 'linked.pcap', '-T', 'fields', '-e', 'ip.id', '-e', 'udp.length'];
  const env = { ...process.env, WIRESHARK_CONFIG_DIR: folder };
  const seen = execFileSync('tshark', args, { cwd: folder, env, encoding: 'utf8' });
  expect(seen).toBe('0x0000\t13\n0x0001\t908\n0x0002\t1408\n');
  const file = readFrom('editcap', '-F', 'pcapng', 'linked.pcap', 'made');
  expect(replayDatagrams(file).datagrams.map(({ octets }) => Uint8Array.from(octets))).toEqual(
    PACKETS.map(({ octets }) => octets),
  );
});

it('editcap cuts packets and writes comments, which is read', () => {
  const args = ['-s', '60', '-a', '2:a comment', '-F', 'pcapng', 'source.pcap', 'made'];
  const { packets } = readFrom('editcap', ...args);
  expect(packets.map(({ octets, originalLength }) => [octets.length, originalLength])).toEqual([
    [33, 33],
    [60, 928],
    [60, 1428],
  ]);
});

it('tshark writes what its filter lets pass, which is read', () => {
  const args = ['-r', 'source.pcap', '-Y', 'ip.id != 1', '-w', 'made'];
  const file = readFrom('tshark', ...args);
  expect(file.format).toBe('pcapng');
  expect(replayDatagrams(file).datagrams.map(({ timeNs }) => timeNs)).toEqual([0, 40_000_000]);
});

it('mergecap puts files with two interfaces together, which is read', () => {
  const file = readFrom('mergecap', '-F', 'pcapng', '-w', 'made', 'source.pcap', 'source.pcap');
  expect(file.packets).toHaveLength(6);
});
