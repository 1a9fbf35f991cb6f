// What tshark makes of packets: an independent reader of the same formats.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Link types of capture files (tcpdump.org/linktypes). */
export const LINKTYPE_ETHERNET = 1;
export const LINKTYPE_RAW = 101;

/** A protocol or a field of a dissection, as PDML has it. */
export interface Dissected {
  /** As in display filters: `ip.ttl`. */
  readonly name: string;
  /** The value as display filters write it. */
  readonly show: string;
  readonly children: Dissected[];
}

/** Every other protocol is switched off, so that data of any port stay data. */
const PROTOCOLS = /^(frame|raw|eth|ethertype|arp|ip|ip\.options\..*|icmp|igmp|udp|data|_ws\..*)$/;

const PREFERENCES = [
  'ip.defragment:FALSE',
  'ip.check_checksum:TRUE',
  'udp.check_checksum:TRUE',
].flatMap((preference) => ['-o', preference]);

/** One tree for each packet; its root's children are the protocols from the outermost in. */
export function dissect(packets: readonly Uint8Array[], linkType: number): Dissected[] {
  const folder = mkdtempSync(join(tmpdir(), 'dissection-'));
  try {
    const env = { ...process.env, WIRESHARK_CONFIG_DIR: folder };
    const run = (...args: string[]) =>
      execFileSync('tshark', args, {
        env,
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const names = run('-G', 'protocols')
      .split('\n')
      .map((line) => line.split('\t')[2] ?? '');
    const others = names.filter((name) => name !== '' && !PROTOCOLS.test(name));
    writeFileSync(join(folder, 'disabled_protos'), `${others.join('\n')}\n`);
    const capture = join(folder, 'packets.pcap');
    writeFileSync(capture, pcapOf(packets, linkType));
    const trees = parsePdml(run('-r', capture, '-n', '-T', 'pdml', ...PREFERENCES));
    if (trees.length !== packets.length) {
      throw new Error(`${packets.length} packets, ${trees.length} dissections`);
    }
    return trees;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A classic capture file (draft-ietf-opsawg-pcap), big-endian, all stamps 0. */
function pcapOf(packets: readonly Uint8Array[], linkType: number): Uint8Array {
  const words = (...values: number[]): Uint8Array => {
    const view = new DataView(new ArrayBuffer(4 * values.length));
    values.forEach((value, index) => {
      view.setUint32(4 * index, value);
    });
    return new Uint8Array(view.buffer);
  };
  const parts: Uint8Array[] = [words(0xa1b2c3d4, 0x00020004, 0, 0, 0x40000, linkType)];
  for (const packet of packets) parts.push(words(0, 0, packet.length, packet.length), packet);
  return Buffer.concat(parts);
}

const TAG = /<(\/?)(packet|proto|field)\b((?:\s+[\w-]+="[^"]*")*)\s*(\/?)>/g;

function parsePdml(text: string): Dissected[] {
  const root: Dissected = { name: '', show: '', children: [] };
  const open = [root];
  for (const [, closing, , attributes = '', empty] of text.matchAll(TAG)) {
    if (closing === '/') {
      open.pop();
      continue;
    }
    const node: Dissected = {
      name: attributeOf(attributes, 'name'),
      show: attributeOf(attributes, 'show'),
      children: [],
    };
    open.at(-1)?.children.push(node);
    if (empty !== '/') open.push(node);
  }
  return root.children;
}

function attributeOf(attributes: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
}
