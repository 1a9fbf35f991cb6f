import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { command, inFolder } from '../../test/command.js';

/** A header alone; the sender puts the checksum in. */
const IPV4 = '4500001400000000401100000a0000010a000002';
const FRONT = '020000000002020000000001';

/** A classic pcap file of Ethernet, or of another link type, from frames in hexadecimal. */
function pcapOf(linkType: number, frames: readonly string[]): Uint8Array {
  const word = (value: number) => value.toString(16).padStart(8, '0');
  const header = ['a1b2c3d4', '00020004', word(0), word(0), word(65_535), word(linkType)];
  const records = frames.flatMap((frame, index) => {
    const length = word(frame.length / 2);
    return [word(index), word(0), length, length, frame];
  });
  return Uint8Array.from(Buffer.from([...header, ...records].join(''), 'hex'));
}

const scenario = (expectation: string) => `schema: 1
name: mixed
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ name: wire, endpoints: ["h1:eth0", "h2:eth0"] }]
events: [{ at: 1s, name: trace, replay: { from: h1, file: mixed.pcap, receiver: h2 } }]
expect: [{ that: ${expectation} }]
`;

const MIXED = [
  `${FRONT}0800${IPV4}`,
  `${FRONT}0806${'00'.repeat(28)}`,
  `${FRONT}86dd60${'00'.repeat(39)}`,
  `${FRONT}86dd60${'00'.repeat(39)}`,
  `${FRONT}88cc${'00'.repeat(46)}`,
  `${FRONT}080045`,
];

it('tells how many packets of a capture are left out, and why, in text, JSON and expectations', () => {
  inFolder((folder) => {
    writeFileSync(join(folder, 'mixed.pcap'), pcapOf(1, MIXED));
    const that =
      'app.trace.sent == 1 && app.trace.leftOut.total == 5 && app.trace.leftOut.ipv6 == 2';
    const files = { 'a.yaml': scenario(that) };
    const { code, stdout, stderr } = command(['a.yaml'], folder, files);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      'h1 replays 1 packet of mixed.pcap (5 left out: 1 ARP, 2 IPv6, 1 of another protocol, 1 broken or cut within the headers)',
    );
    const [{ apps }] = JSON.parse(command(['a.yaml', '--json'], folder).stdout).scenarios;
    expect(apps[0].leftOut).toEqual({
      ...{ total: 5, arp: 1, ipv6: 2, otherProtocol: 1, malformed: 1, linkType: 0 },
    });
  });
});

it('names link types that it does not understand', () => {
  inFolder((folder) => {
    writeFileSync(join(folder, 'mixed.pcap'), pcapOf(105, [IPV4, IPV4]));
    const { code, stderr } = command(['a.yaml'], folder, { 'a.yaml': scenario('run.events > 0') });
    expect(code).toBe(2);
    expect(stderr).toContain(
      "a.yaml:5:59: there is no IPv4 packet in 'mixed.pcap' (2 left out: 2 of a link type that is not understood (105))\n",
    );
  });
});
