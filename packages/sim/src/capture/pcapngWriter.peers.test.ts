// What tshark reads from captures: stamps to the nanosecond, interfaces, directions, comments.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ipv4Address, macAddress } from '@packetloom/core';
import { encodeEthernet, encodeIpv4, encodeUdp } from '@packetloom/core/wire';
import { expect, it } from 'vitest';
import { PcapngWriter } from './pcapngWriter.js';

const FIELDS = [
  'frame.time_epoch',
  'frame.interface_name',
  'frame.packet_flags_direction',
  'frame.protocols',
  'frame.len',
  'frame.comment',
];

/** One array of fields for each packet. */
function readByTshark(file: Uint8Array): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'capture-'));
  try {
    const path = join(folder, 'run.pcapng');
    writeFileSync(path, file);
    const fields = FIELDS.flatMap((field) => ['-e', field]);
    const env = { ...process.env, WIRESHARK_CONFIG_DIR: folder };
    const args = ['-r', path, '-n', '-T', 'fields', '-E', 'separator=|', ...fields];
    const output = execFileSync('tshark', args, {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output
      .trimEnd()
      .split('\n')
      .map((line) => line.split('|'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ADDRESSES = { source: ipv4Address(0x0a000001), destination: ipv4Address(0x0a000002) };
const datagram = encodeIpv4(
  { ...ADDRESSES, protocol: 17, ttl: 64 },
  encodeUdp({ sourcePort: 40_000, destinationPort: 40_001 }, new Uint8Array(9), ADDRESSES),
);
const frame = encodeEthernet(
  { destination: macAddress(2), source: macAddress(4), etherType: 0x0800 },
  datagram,
);
const EPOCH_MS = 1_700_000_000_123;

it('tshark reads what was written', () => {
  const chunks: Uint8Array[] = [];
  const writer = new PcapngWriter(
    { write: (chunk) => void chunks.push(chunk.slice()) },
    { epochMs: EPOCH_MS, bufferBytes: 100 },
  );
  const raw = writer.addInterface({ name: 'h1:eth0', linkType: 'raw' });
  const ethernet = writer.addInterface({ name: 'Zürich:eth1', linkType: 'ethernet' });
  const comment = 'dropped at r1: ttl-exceeded (RFC 791 3.2) – “für” 😀';
  writer.packet({ interface: raw, timeNs: 0, direction: 'outbound', octets: datagram });
  writer.packet({ interface: ethernet, timeNs: 1, direction: 'inbound', octets: frame, comment });
  // Carries from the lower into the upper word, and is beyond what milliseconds could tell.
  writer.packet({
    interface: raw,
    timeNs: 987_654_321_987_654,
    direction: 'inbound',
    octets: datagram,
  });
  writer.end();
  const common = { raw: 'raw:ip:udp:data', ethernet: 'eth:ethertype:ip:udp:data' };
  expect(readByTshark(Buffer.concat(chunks))).toEqual([
    ['1700000000.123000000', 'h1:eth0', '0x00000002', common.raw, '37', ''],
    ['1700000000.123000001', 'Zürich:eth1', '0x00000001', common.ethernet, '51', comment],
    ['1700987654.444987654', 'h1:eth0', '0x00000001', common.raw, '37', ''],
  ]);
});

it('tshark reads stamps of every size to the nanosecond', () => {
  const chunks: Uint8Array[] = [];
  const writer = new PcapngWriter(
    { write: (chunk) => void chunks.push(chunk.slice()) },
    { epochMs: EPOCH_MS },
  );
  const raw = writer.addInterface({ name: 'h1:eth0', linkType: 'raw' });
  const times = Array.from({ length: 53 }, (_, bit) => [2 ** bit, 2 ** bit - 1]).flat();
  for (const timeNs of times) {
    writer.packet({ interface: raw, timeNs, direction: 'inbound', octets: datagram });
  }
  writer.end();
  const stamps = readByTshark(Buffer.concat(chunks)).map(([stamp]) => stamp?.replace('.', ''));
  expect(stamps).toEqual(
    times.map((timeNs) => `${BigInt(EPOCH_MS) * 1_000_000n + BigInt(timeNs)}`),
  );
});
