import { addressNames } from '@packetloom/language';
import { expectationNamesOf } from '@packetloom/language/internal';
import { expect, it } from 'vitest';
import { scenario } from '../../test/scenario.js';
import { runScenario } from '../run/index.js';
import { followPacket } from './followPacket.js';
import { readPacketName } from './packetName.js';
import { tracePacket } from './tracePacket.js';

/** Ten segments of data from a port that is known, over a link that loses packets of these numbers. */
function transfer(lost: string) {
  return scenario(`
defaults: { node: { tcp: { min-rto: 200ms } } }
nodes: { h1: { kind: host }, h2: { kind: host } }
links:
  - name: wire
    endpoints: ["h1:eth0", "h2:eth0"]
    delay: 5ms
    loss: { packets: [${lost}] }
    reverse: { loss: 0% }
events:
  - { at: 0s, name: f, tcp: { from: h1, to: "h2:80", sourcePort: 40000, octets: 14480b } }
`);
}

/** The SYN and the first segment of data are lost. */
const LOADED = transfer('1, 4');
/** The last segment of data is lost, and the FIN. */
const TAIL = transfer('12, 13');

/** What a name means, in the words of the story; or why there is nothing. */
function explained(text: string, loaded = LOADED): string {
  const name = readPacketName(text, expectationNamesOf(loaded.document));
  if ('problem' in name) return name.problem;
  const followed = followPacket(name, (options) => runScenario(loaded, options));
  if ('problem' in followed) return followed.problem;
  const { identity, steps, segment } = followed;
  const { packets } = tracePacket(identity, steps, addressNames(loaded.plan), segment);
  return `${identity}: ${packets[0]?.text.replace(/^.* bytes, DF: /, '')}`;
}

it('a segment is found by its connection and a sequence number, and told in the words of TCP', () => {
  expect([
    explained('tcp.h1:40000@0'),
    explained('tcp.h1:40000@0#2'),
    explained('tcp.h2:80@0'),
    explained('tcp.h1:40000@1'),
    explained('tcp.h1:40000@1#2'),
    explained('tcp.h1:40000@1500'),
    explained('tcp.h1:40000@14481', TAIL),
    explained('tcp.h1:40000@14481#2', TAIL),
    explained('node.h2#1'),
  ]).toMatchInlineSnapshot(`
    [
      "1: SYN, of the handshake",
      "2: SYN, of the handshake, sent again after a time-out (RTO), first in packet 1",
      "3: SYN ACK, of the handshake",
      "5: ACK, octets 1 to 1448",
      "24: ACK, octets 1 to 1448, sent again by fast retransmit, first in packet 5",
      "6: ACK, octets 1449 to 2896",
      "23: FIN ACK",
      "24: FIN ACK, sent again as a tail loss probe (TLP), first in packet 23",
      "3: SYN ACK, of the handshake",
    ]
  `);
});

it('a segment that is not there is told', () => {
  expect([
    explained('tcp.h1:40000@20000'),
    explained('tcp.h1:40000@1#5'),
    explained('tcp.h1:41000@0'),
    explained('tcp.h3:1@0'),
    explained('tcp.h1:40000@1#0'),
    explained('tcp.h1@1'),
  ]).toMatchInlineSnapshot(`
    [
      "no segment of h1 from port 40000 carries octet 20000: the last is 14481",
      "octet 1 of h1 from port 40000 is sent 2 times: there is no number 5",
      "no segment of TCP leaves h1 from port 41000",
      "there is no node 'h3'; did you mean h1?",
      "'tcp.h1:40000@1#0': packets are counted from 1",
      "'tcp.h1@1' names no packet: expected its number, such as 7, or app.NAME#N, node.NAME#N, link.NAME#N, link.NAME.forward#N, segment.NAME#N, tcp.NODE:PORT@OCTET",
    ]
  `);
});
