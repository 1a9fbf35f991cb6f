// Lies about transfers over TCP.

import type { SimulationEvent } from '@packetloom/sim';
import { type Recording, record } from '../src/observe/recording.js';
import type { ProgramEnd } from '../src/observe/tcp/socketTap.js';

/** Two hosts, and nothing that disturbs them. */
const run = record({
  schema: 1,
  name: 'transfer',
  nodes: { h1: { kind: 'host' }, h2: { kind: 'host' } },
  links: [{ endpoints: ['h1:eth0', 'h2:eth0'], rate: '10mbit' }],
  events: [{ at: '0s', name: 'bulk', tcp: { from: 'h1', to: 'h2:80', octets: '20kb' } }],
});

/** Where the fields of TCP stand in a packet without options of IPv4. */
const SEQUENCE = 24;
const ACKNOWLEDGMENT = 28;
const FLAGS = 33;
const WINDOW = 34;
const OPTIONS = 40;

/** The octets of one packet, or of each that fits, are others. */
function withOctets(
  fits: (event: SimulationEvent, length: number) => boolean,
  change: (octets: Uint8Array) => void,
  most = Infinity,
): Recording {
  let changed = 0;
  const events = run.events.map((event): SimulationEvent => {
    if (!('packet' in event) || event.packet.octets === undefined) return event;
    if (!fits(event, event.packet.length) || changed >= most) return event;
    changed++;
    const octets = event.packet.octets.slice();
    change(octets);
    return { ...event, packet: { ...event.packet, octets } };
  });
  return { ...run, events, ipv4Events: events };
}

const isMade = (host: string) => (event: SimulationEvent) =>
  event.type === 'originated' && event.host === host;
const isMadeWithData = (event: SimulationEvent, length: number) =>
  isMade('h1')(event) && length > 1000;
const isMadeAck = (event: SimulationEvent) =>
  isMade('h2')(event) && (('packet' in event && event.packet.octets?.[FLAGS]) || 0) === 0x10;

function add(octets: Uint8Array, at: number, value: number): void {
  const view = new DataView(octets.buffer, octets.byteOffset);
  view.setUint32(at, (view.getUint32(at) + value) >>> 0);
}

/** One end is another: that which connected, or the other. */
function withEnd(connected: boolean, change: (end: ProgramEnd) => Partial<ProgramEnd>): Recording {
  const tcpEnds = run.tcpEnds.map((end) =>
    end.connected === connected ? { ...end, ...change(end) } : end,
  );
  return { ...run, tcpEnds };
}

function withTransfer(change: object): Recording {
  const { result } = run;
  if (result === null) throw new Error('the run did not end');
  const apps = result.apps.map((app) => ({ ...app, scope: { ...app.scope, ...change } }));
  return { ...run, result: { ...result, apps } as typeof result };
}

const CLOSE_WAIT = 8;
const LAST_ACK = 9;

export const TCP_VIOLATIONS: Readonly<Record<string, readonly (() => Recording)[]>> = {
  'segments-are-well-formed': [
    () => withOctets(isMadeWithData, (octets) => add(octets, SEQUENCE, 1), 1), // the checksum is wrong
    () => withOctets(isMade('h2'), (octets) => octets.fill(1, OPTIONS), 1), // no MSS
  ],
  'streams-arrive-whole': [
    () => withEnd(false, ({ read }) => ({ read: [...read, 0] })),
    () => withEnd(false, ({ read }) => ({ read: read.with(7, 256) })),
    () => withEnd(false, ({ read }) => ({ read: read.slice(0, -1) })),
    () => withEnd(true, () => ({ hasShutDown: false })),
    () => withOctets(isMadeWithData, (octets) => octets.fill(1, -9)),
    () => ({ ...run, tcpEnds: run.tcpEnds.filter(({ connected }) => !connected) }),
  ],
  'windows-are-kept': [
    () =>
      withOctets(
        (event) => event.type === 'consumed' && event.host === 'h1',
        (octets) => octets.fill(0, WINDOW, WINDOW + 2),
      ),
  ],
  'congestion-windows-are-kept': [() => ({ ...run, overruns: ['one more'] })],
  'acknowledgments-are-true': [
    () => withOctets(isMadeAck, (octets) => add(octets, ACKNOWLEDGMENT, 100_000), 1),
    () => withOctets(isMadeAck, (octets) => octets.fill(0, WINDOW, WINDOW + 1), 2),
  ],
  'ends-agree': [() => withEnd(false, ({ read }) => ({ read: read.slice(1), hasReadEnd: false }))],
  'clean-transfers-end': [
    () => withTransfer({ completed: false }),
    () => withTransfer({ completionNs: 1e12 }),
  ],
  'connections-end': [
    () => withEnd(false, ({ connection }) => ({ connection: { ...connection, state: LAST_ACK } })),
    () => withEnd(true, ({ connection }) => ({ connection: { ...connection, state: CLOSE_WAIT } })),
  ],
};
