import { describe, expect, it } from 'vitest';
import { command, inFolder } from '../../test/command.js';

const NETWORK = `schema: 1
name: explained
nodes: { h1: { kind: host }, r1: { kind: router }, h2: { kind: host } }
links:
  - { name: first, endpoints: ["h1:eth0", "r1:eth0"], rate: unlimited }
  - { name: tail, endpoints: ["r1:eth1", "h2:eth0"], rate: 8mbit, mtu: 576 }
`;

/** What `--explain` prints about a packet of a scenario with these lines. */
function explained(packet: string, lines: string, ...words: string[]) {
  return inFolder((folder) =>
    command(['a.yaml', '--explain', packet, ...words], folder, { 'a.yaml': `${NETWORK}${lines}` }),
  );
}

describe('the life of a datagram', () => {
  it('has queues and links with their times', () => {
    const { stdout, code } = explained(
      'app.voice#3',
      'events: [{ at: 1s, name: voice, udp: { from: h1, to: "h2:5004", sourcePort: 4000, count: 3, interval: 0s, size: 472b } }]',
    );
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "Packet 3  UDP h1:4000 → h2:5004, 500 bytes, of app voice

          1.000000000s  h1  makes it, for app voice
          1.000000000s  h1  sends it at eth0 into first (forward)
          1.001000000s  r1  receives it at eth0, 1ms after it was sent
          1.001000000s  r1  forwards it by eth1, TTL now 63
          1.001000000s  r1  sends it at eth1 into tail (forward), behind 1 waiting (500 bytes)
          1.003500000s  h2  receives it at eth0, 2.5ms after it was sent
          1.003500000s  h2  delivers it to the socket of UDP port 5004

      End  1.003500000s  h2 delivers it to the socket of UDP port 5004
      "
    `);
  });

  it('goes through fragments and their reassembly, on to the answer', () => {
    const { stdout } = explained(
      '1',
      'events: [{ at: 1s, name: probe, ping: { from: h1, to: h2, count: 1, size: 1000 } }]',
    );
    expect(stdout).toMatchInlineSnapshot(`
      "Packet 1  ICMP h1 → h2, echo request, 1028 bytes, of app probe
      Packet 2  ICMP h2 → h1, echo reply, 1028 bytes, because of packet 1

          1.000000000s  1  h1  makes it, for app probe
          1.000000000s  1  h1  sends it at eth0 into first (forward)
          1.001000000s  1  r1  receives it at eth0, 1ms after it was sent
          1.001000000s  1  r1  forwards it by eth1, TTL now 63
          1.001000000s  1  r1  fragments it into 2
          1.001000000s  1  r1  sends it at eth1 into tail (forward) (octets 0 to 551)
          1.001000000s  1  r1  sends it at eth1 into tail (forward) (octets 552 to 1007, the last)
          1.002572000s  1  h2  receives it at eth0, 1.572ms after it was sent (octets 0 to 551)
          1.002572000s  1  h2  holds this fragment (octets 0 to 551)
          1.003048000s  1  h2  receives it at eth0, 2.048ms after it was sent (octets 552 to 1007, the last)
          1.003048000s  1  h2  holds this fragment (octets 552 to 1007, the last)
          1.003048000s  1  h2  reassembles it: 1028 bytes
          1.003048000s  2  h2  makes it, because of packet 1
          1.003048000s  2  h2  fragments it into 2
          1.003048000s  2  h2  sends it at eth0 into tail (reverse) (octets 0 to 551)
          1.003048000s  2  h2  sends it at eth0 into tail (reverse) (octets 552 to 1007, the last)
          1.003048000s  1  h2  takes it: an ICMP message for itself
          1.004620000s  2  r1  receives it at eth1, 1.572ms after it was sent (octets 0 to 551)
          1.004620000s  2  r1  forwards it by eth0, TTL now 63 (octets 0 to 551)
          1.004620000s  2  r1  sends it at eth0 into first (reverse) (octets 0 to 551)
          1.005096000s  2  r1  receives it at eth1, 2.048ms after it was sent (octets 552 to 1007, the last)
          1.005096000s  2  r1  forwards it by eth0, TTL now 63 (octets 552 to 1007, the last)
          1.005096000s  2  r1  sends it at eth0 into first (reverse) (octets 552 to 1007, the last)
          1.005620000s  2  h1  receives it at eth0, 1ms after it was sent (octets 0 to 551)
          1.005620000s  2  h1  holds this fragment (octets 0 to 551)
          1.006096000s  2  h1  receives it at eth0, 1ms after it was sent (octets 552 to 1007, the last)
          1.006096000s  2  h1  holds this fragment (octets 552 to 1007, the last)
          1.006096000s  2  h1  reassembles it: 1028 bytes
          1.006096000s  2  h1  delivers it to the socket of ICMP identifier 43754
          1.006096000s  2  h1  takes it: an ICMP message for itself

      End  1.003048000s  h2 takes it: an ICMP message for itself
      "
    `);
  });

  it('goes on in the ICMP error that quotes it, and ends with the reason', () => {
    const { stdout } = explained(
      'node.h1#1',
      'events: [{ at: 1s, name: large, udp: { from: h1, to: "h2:5004", sourcePort: 4000, size: 1000b, df: true } }]',
    );
    expect(stdout).toMatchInlineSnapshot(`
      "Packet 1  UDP h1:4000 → h2:5004, 1028 bytes, DF, of app large
      Packet 2  ICMP r1 → h1, fragmentation needed and DF set (3/4), 576 bytes, because of packet 1

          1.000000000s  1  h1  makes it, for app large
          1.000000000s  1  h1  sends it at eth0 into first (forward)
          1.001000000s  1  r1  receives it at eth0, 1ms after it was sent
          1.001000000s  2  r1  makes it, about packet 1, which it quotes: fragmentation needed and DF set (3/4)
          1.001000000s  2  r1  sends it at eth0 into first (reverse)
          1.001000000s  1  r1  drops it: it is larger than the next link takes, and DF forbids fragments (RFC 1191 4)
          1.002000000s  2  h1  receives it at eth0, 1ms after it was sent
          1.002000000s  2  h1  takes it: an ICMP message for itself

      End  1.001000000s  r1 drops it: it is larger than the next link takes, and DF forbids fragments (RFC 1191 4)
      "
    `);
  });

  it('tells what links do, and what is still on its way', () => {
    const { stdout } = explained(
      'link.tail.forward#1',
      `stop: 1.003s
events:
  - { at: 0s, link: tail, set: { duplicate: 100% } }
  - { at: 1s, name: one, udp: { from: h1, to: "h2:5004", sourcePort: 4000, size: 972b } }`,
    );
    expect(stdout).toMatchInlineSnapshot(`
      "Packet 1  UDP h1:4000 → h2:5004, 1000 bytes, of app one

          1.000000000s  h1              makes it, for app one
          1.000000000s  h1              sends it at eth0 into first (forward)
          1.001000000s  r1              receives it at eth0, 1ms after it was sent
          1.001000000s  r1              forwards it by eth1, TTL now 63
          1.001000000s  r1              fragments it into 2
          1.001000000s  r1              sends it at eth1 into tail (forward) (octets 0 to 551)
          1.001000000s  tail (forward)  makes a copy of it (octets 0 to 551)
          1.001000000s  r1              sends it at eth1 into tail (forward) (octets 552 to 979, the last)
          1.001000000s  tail (forward)  makes a copy of it (octets 552 to 979, the last)
          1.002572000s  h2              receives it at eth0 (octets 0 to 551)
          1.002572000s  h2              holds this fragment (octets 0 to 551)
          1.002572000s  h2              receives it at eth0, 1.572ms after it was sent (octets 0 to 551)
          1.002572000s  h2              holds this fragment (octets 0 to 551)
          1.002572000s  h2              has this fragment already (octets 0 to 551)

      End  packet 1 is still on its way at 1.003000000s
      "
    `);
  });

  it('is one JSON document with --json', () => {
    const { stdout } = explained(
      'app.probe#1',
      'events: [{ at: 1s, name: probe, ping: { from: h1, to: h2, count: 1 } }]',
      '--json',
    );
    const { explain } = JSON.parse(stdout);
    expect(explain).toMatchObject({ file: 'a.yaml', identity: 1 });
    expect(explain.packets).toEqual([
      { identity: 1, cause: 0, text: 'ICMP h1 → h2, echo request, 84 bytes', app: 'probe' },
      { identity: 2, cause: 1, text: 'ICMP h2 → h1, echo reply, 84 bytes', app: null },
    ]);
    expect(explain.events[1]).toMatchObject({
      type: 'transmitted',
      host: 'h1',
      into: { link: 'first', direction: 'forward', queuePackets: 0 },
    });
    expect(explain.ends).toEqual([
      { timeNs: 1_002_084_000, where: 'h2', what: 'takes it: an ICMP message for itself' },
    ]);
  });
});

it('says how segments of TCP are named, if an app is asked for them', () => {
  const events = `events:
  - { at: 1s, name: bulk, tcp: { from: h1, to: "h2:5001", octets: 3000b } }`;
  expect(explained('app.bulk#1', events).stderr).toBe(
    'scenario: app.bulk sent 0 packets: there is no number 1; segments of TCP are found by their connection, node or link: tcp.NODE:PORT@OCTET, node.NAME#N, link.NAME#N\n',
  );
  const { code, stdout } = explained('node.h1#1', events);
  expect(code).toBe(0);
  expect(stdout.split('\n')[0]).toMatch(/^Packet 1 {2}TCP h1:\d+ → h2:5001, 60 bytes/);
});

describe('the name of a datagram', () => {
  const PINGS = 'events: [{ at: 1s, name: probe, ping: { from: h1, to: h2, count: 2 } }]';
  const headOf = (packet: string) => explained(packet, PINGS).stdout.split('\n')[0];

  it.each([
    ['3', 'Packet 3  ICMP h1 → h2, echo request, 84 bytes, of app probe'],
    ['app.probe#2', 'Packet 3  ICMP h1 → h2, echo request, 84 bytes, of app probe'],
    ['node.h2#1', 'Packet 2  ICMP h2 → h1, echo reply, 84 bytes, because of packet 1'],
    ['link.tail#2', 'Packet 2  ICMP h2 → h1, echo reply, 84 bytes, because of packet 1'],
    ['link.tail.forward#2', 'Packet 3  ICMP h1 → h2, echo request, 84 bytes, of app probe'],
    ['link.tail.reverse#2', 'Packet 4  ICMP h2 → h1, echo reply, 84 bytes, because of packet 3'],
  ])('may be %s', (packet, head) => {
    expect(headOf(packet)).toBe(head);
  });

  it.each([
    ['5', 'there is no packet 5: they are numbered from 1 to 4'],
    ['0', "'0': packets are numbered from 1"],
    ['app.probe#3', 'app.probe sent 2 packets: there is no number 3'],
    ['app.prob#1', "there is no app 'prob'; did you mean probe?"],
    ['node.r1#1', 'r1 made 0 packets: there is no number 1'],
    ['node.h3#1', "there is no node 'h3'; did you mean h1?"],
    ['link.tail.reverse#3', 'link tail (reverse) was given 2 packets: there is no number 3'],
    [
      'link.tail.up#1',
      "'link.tail.up#1': a link has the directions forward and reverse, and no 'up'",
    ],
    ['link.tail#0', "'link.tail#0': packets are counted from 1"],
    [
      'probe#1',
      "'probe#1' names no packet: expected its number, such as 7, or app.NAME#N, node.NAME#N, link.NAME#N, link.NAME.forward#N, segment.NAME#N, tcp.NODE:PORT@OCTET",
    ],
  ])('is not %s where there is none', (packet, message) => {
    const { code, stderr, stdout } = explained(packet, PINGS);
    expect({ code, stderr, stdout }).toEqual({
      code: 2,
      stderr: `scenario: ${message}\n`,
      stdout: '',
    });
  });

  it('is told about in JSON too', () => {
    const { stdout } = explained('9', PINGS, '--json');
    expect(JSON.parse(stdout).errors[0].message).toContain('there is no packet 9');
  });

  it.each(['--out=x', '--quiet', '--list', 'b.yaml'])('does not go with %s', (word) => {
    const { code, stderr } = explained('1', PINGS, word);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--explain (does not go with|is about one scenario)/);
  });
});

it('finds what an app injects, and what it sends to its own host, once', () => {
  const packet = '4500001c 00010000 400166de 0a000001 0a000002 0800f7ff 00000000';
  const lines = `events:
  - { at: 1s, name: forged, raw: { from: r1, nic: eth0, mode: inject, count: 3, packet: "${packet}" } }
  - { at: 5s, name: self, udp: { from: h1, to: "h1:5004", count: 2 } }`;
  const headOf = (name: string) => explained(name, lines).stdout.split('\n')[0];
  expect(headOf('app.forged#2')).toBe('Packet 3  ICMP h1 → r1, echo request, 28 bytes');
  expect(explained('app.forged#4', lines).stderr).toContain('app.forged sent 3 packets');
  expect(headOf('app.self#2')).toMatch(
    /^Packet \d+ {2}UDP h1:\d+ → h1:5004, 92 bytes, of app self$/,
  );
  expect(explained('app.self#3', lines).stderr).toContain('app.self sent 2 packets');
});

it('goes through segments, whose ports are named as in events', () => {
  const { stdout } = inFolder((folder) =>
    command(['switch', '--explain', 'segment.lan#3'], folder),
  );
  expect(stdout).toMatchInlineSnapshot(`
    "Packet 1  ICMP h1 → h2, echo request, 84 bytes, of app probe
    Packet 4  ICMP h2 → h1, echo reply, 84 bytes, because of packet 1

        1.000000000s  1  h1  makes it, for app probe
        1.000005344s  1  h1  sends it at eth0 into lan/h1:eth0 (forward)
        1.000008912s  1  h2  receives it at eth0, 3.568us after it was sent
        1.000008912s  4  h2  makes it, because of packet 1
        1.000008912s  4  h2  sends it at eth0 into lan/h2:eth0 (forward)
        1.000008912s  1  h2  takes it: an ICMP message for itself
        1.000012480s  4  h1  receives it at eth0, 3.568us after it was sent
        1.000012480s  4  h1  delivers it to the socket of ICMP identifier 43754
        1.000012480s  4  h1  takes it: an ICMP message for itself

    End  1.000008912s  h2 takes it: an ICMP message for itself
    "
  `);
  const { stderr } = inFolder((folder) =>
    command(['switch', '--explain', 'segment.lan#99'], folder),
  );
  expect(stderr).toMatch(/^scenario: segment lan was given \d+ packets: there is no number 99\n$/);
});

it('a report that failed names a datagram to look at', () => {
  const text = `${NETWORK}events: [{ at: 1s, name: probe, ping: { from: h1, to: h2, count: 1, size: 1000, df: true } }]
expect: [{ that: app.probe.received == 1 }]`;
  const { stdout } = inFolder((folder) => command(['a.yaml'], folder, { 'a.yaml': text }));
  expect(stdout).toContain(
    '\nLook at   packet 1 was the first to be dropped: --explain 1 shows what happens to it\n',
  );
});
