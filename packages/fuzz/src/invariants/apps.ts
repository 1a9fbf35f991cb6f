import { memberAccess } from '@packetloom/language/internal';
import type { ScenarioResult } from '@packetloom/runner';
import type { SimulationEvent } from '@packetloom/sim';
import type { RunInvariant, Violation } from './invariant.js';

type AppResult = ScenarioResult['apps'][number];

/** What was meant for somebody, and what came of it. */
interface Sum {
  readonly all: number;
  readonly received: number;
  readonly lost: number;
  readonly inFlight: number;
  /** Whether something may be in flight in the end. */
  readonly mayWait?: boolean;
}

/** RFC 7680, RFC 7679: what is lost is what did not arrive, and nothing else. */
export const appsAddUp: RunInvariant = {
  name: 'apps-add-up',
  meaning:
    'What an app sent was received or lost; in the end nothing is in flight, but a request over TCP whose server is gone. So it is for each receiver of multicast. What a ping, udp or flow says that it sent are its datagrams in the event stream and its failed sends, and no more are received than sockets got. Of a transfer over TCP no more is read than was written, nor more written than was to be, and it is completed only if all was read.',
  check({ result, events }) {
    if (result === null) return null;
    const observed = observedOf(events);
    for (const app of result.apps) {
      for (const [who, sum] of sumsOf(app)) {
        const violation = sumFault(app.name, who, sum);
        if (violation !== null) return violation;
      }
      const message = streamFault(app, observed.get(app.name) ?? NOTHING);
      if (message !== null) return { message: `app ${app.name} ${message}` };
    }
    return null;
  },
};

/** An app, or each of its receivers, by a text in CEL. */
function sumsOf({ name, scope }: AppResult): readonly (readonly [string, Sum])[] {
  const path = `app${memberAccess(name)}`;
  // TCP counts octets, and sends again what is lost.
  if (scope.kind === 'tcp') return [];
  if (scope.kind !== 'multicast') {
    // Of a peer that is gone, TCP without keep-alives tells nothing.
    const mayWait = scope.kind === 'request-response' && scope.connections > 0;
    return [[path, { ...scope, all: scope.sent, mayWait }]];
  }
  const members = scope.receivers.map(
    (member) =>
      [`${path}.receivers["${member.node}"]`, { ...member, all: member.expected }] as const,
  );
  return [[path, { ...scope, all: scope.expected }], ...members];
}

function sumFault(app: string, path: string, sum: Sum): Violation | null {
  const { all, received, lost, inFlight, mayWait = false } = sum;
  const counts = [all, received, lost, inFlight];
  const isSum = all === received + lost + inFlight;
  if (isSum && (inFlight === 0 || mayWait) && counts.every((count) => count >= 0)) return null;
  const message = `app ${app}: ${all} sent, ${received} received, ${lost} lost, ${inFlight} in flight`;
  return { message, expectation: `${path}.lost >= 0 && ${path}.inFlight == 0` };
}

/** What the event stream tells of an app. */
interface ObservedApp {
  readonly identities: Set<number>;
  readonly delivered: Set<number>;
  failed: number;
}

const NOTHING: ObservedApp = { identities: new Set(), delivered: new Set(), failed: 0 };

function observedOf(events: readonly SimulationEvent[]): ReadonlyMap<string, ObservedApp> {
  const apps = new Map<string, ObservedApp>();
  const senders = new Map<number, ObservedApp>();
  const of = (app: string) => {
    const observed = apps.get(app) ?? { identities: new Set(), delivered: new Set(), failed: 0 };
    apps.set(app, observed);
    return observed;
  };
  for (const event of events) {
    if (event.type === 'send-failed' && event.app !== null) of(event.app).failed++;
    if (event.type === 'originated' && event.app !== undefined) {
      of(event.app).identities.add(event.packet.identity);
      senders.set(event.packet.identity, of(event.app));
    }
    if (event.type === 'delivered') {
      senders.get(event.packet.identity)?.delivered.add(event.packet.identity);
    }
  }
  return apps;
}

/** What a transfer says that cannot be. */
function transferFault(transfer: Extract<AppResult['scope'], { kind: 'tcp' }>): string | null {
  const { sentBytes, receivedBytes, octets, completed, failures } = transfer;
  if (receivedBytes > sentBytes) return `says ${receivedBytes} octets read of ${sentBytes} written`;
  if (octets !== null && sentBytes > octets) return `says ${sentBytes} octets written of ${octets}`;
  if (!completed) return null;
  if (receivedBytes < sentBytes) return `is completed with ${receivedBytes} of ${sentBytes} octets`;
  return failures.length > 1 ? `is completed, and both ends failed: ${failures}` : null;
}

/** What an app counts otherwise than the event stream tells. */
function streamFault({ scope }: AppResult, observed: ObservedApp): string | null {
  if (scope.kind === 'tcp') return transferFault(scope);
  const { kind } = scope;
  if (kind !== 'ping' && kind !== 'udp' && kind !== 'flow') return null;
  const { sent, received } = scope;
  const made = observed.identities.size;
  // A send can fail after the datagram was made.
  if (sent < Math.max(made, observed.failed) || sent > made + observed.failed) {
    return `says ${sent} sent: ${made} were made, ${observed.failed} sends failed`;
  }
  if (kind === 'ping' || received <= observed.delivered.size) return null;
  return `says ${received} received: sockets got ${observed.delivered.size}`;
}
