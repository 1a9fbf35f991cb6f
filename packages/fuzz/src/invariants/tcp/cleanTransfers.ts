import { memberAccess } from '@packetloom/language/internal';
import type { Recording } from '../../observe/recording.js';
import type { RunInvariant } from '../invariant.js';

const SECOND_NS = 1_000_000_000;
/** Headers of IPv4 and TCP with timestamps. */
const HEADERS = 52;
/** The smallest a segment (Linux's `tcp_min_snd_mss`). */
const MIN_MSS = 48;
/** Time for handshakes, and for each segment: the longest delay of an ACK. */
const BASE_NS = 10 * SECOND_NS;
const SEGMENT_NS = SECOND_NS / 2;
/** Headers, ACKs, and waiting behind others. */
const TRAFFIC = 20;

/** No live-lock: RFC 9293 3.8.6, RFC 1122 4.2.3.3. */
export const cleanTransfersEnd: RunInvariant = {
  name: 'clean-transfers-end',
  meaning:
    'Where no packet is lost, copied, spoilt or overtaken, nothing is changed and there are no rules, every TCP transfer that was connected is completed, in a time that the slowest link, the number of its segments and the longest delay of an ACK bound.',
  check(recording) {
    if (recording.result === null || !isClean(recording)) return null;
    const boundNs = longestNs(recording);
    const unexpected = transfersToNobody(recording);
    for (const { name, scope } of recording.result.apps) {
      if (scope.kind !== 'tcp' || scope.connectNs === null || unexpected.has(name)) continue;
      const app = `app${memberAccess(name)}`;
      if (!scope.completed) {
        const message = `app ${name} is not completed: ${scope.receivedBytes} of ${scope.sentBytes} octets, ${scope.failures}`;
        return { message, expectation: `${app}.completed` };
      }
      if ((scope.completionNs ?? 0) <= boundNs) continue;
      return {
        message: `app ${name} took ${scope.completionNs} ns, at most ${boundNs} are expected`,
      };
    }
    return null;
  },
};

/** Transfers that no program expects: another one's server resets them. */
function transfersToNobody({ network }: Recording): ReadonlySet<string> {
  const names = network.document.events.flatMap((event) =>
    event.kind === 'tcp' && !event.receive ? [event.name] : [],
  );
  return new Set(names);
}

function isClean({ events, network }: Recording): boolean {
  if (network.filters.size > 0 || network.document.stopNs !== null) return false;
  if (network.document.events.some(({ kind }) => kind === 'inject')) return false;
  return !events.some((event) => {
    if (event.type === 'dropped')
      return !event.reason.startsWith('tcp-') || isRefusal(event.reason);
    return (
      event.type.startsWith('link-') ||
      event.type === 'host-state' ||
      event.type === 'nic-state' ||
      event.type === 'send-failed'
    );
  });
}

function isRefusal(reason: string): boolean {
  return reason === 'tcp-no-socket' || reason === 'tcp-checksum';
}

/** The longest that any transfer of the run may take. */
function longestNs({ network, result }: Recording): number {
  const { links, segments } = network.document;
  const specs = [...links, ...segments.flatMap(({ ports }) => ports)].flatMap(
    ({ forward, reverse }) => [forward, reverse],
  );
  const mss = Math.max(MIN_MSS, Math.min(...specs.map(({ mtu }) => mtu)) - HEADERS);
  const rate = Math.min(...specs.map(({ rateBitsPerSecond }) => rateBitsPerSecond ?? Infinity));
  const delayNs = Math.max(...specs.map((spec) => spec.delayNs));
  const octets = (result?.apps ?? []).reduce((sum, { scope }) => {
    return sum + (scope.kind === 'tcp' ? scope.sentBytes : 0);
  }, 0);
  const segmentCount = Math.ceil(octets / mss) + 10;
  const sendingNs = (segmentCount * (mss + HEADERS) * 8 * SECOND_NS) / rate;
  const roundTripNs = 2 * links.length * delayNs;
  return BASE_NS + segmentCount * (SEGMENT_NS + roundTripNs) + TRAFFIC * sendingNs;
}
