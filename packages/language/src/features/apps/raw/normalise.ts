import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import { formatOctets, readOctets } from '../../../quantity/octets.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { hasHeader, packetPathOf } from '../common/packetPath.js';
import { durationOr } from '../common/payload.js';
import { extentOf } from '../common/udpPath.js';
import type { RawEvent } from './event.js';

const SECOND_NS = 1_000_000_000;

export function normalise(raw: WrittenApp<'raw'>, about: AppInputs, context: Context): RawEvent {
  const { name, atNs } = about;
  const path = context.pathOf(raw);
  const { count, untilNs } = extentOf(raw, path, about, context);
  const octets = accepted(readOctets(raw.packet));
  const packetPath = packetPathOf(raw, about, context);
  if (packetPath.mode === 'send' && !hasHeader(octets)) {
    const message =
      'this is no IPv4 packet with a sound header: it can only appear at a NIC, with mode: inject';
    context.findings.add({ path: [...path, 'packet'], message });
  }
  const intervalNs = durationOr(raw.interval, SECOND_NS);
  if (intervalNs === 0 && count === null && untilNs !== null) {
    const message = 'an interval of 0s sends everything at once: say how much by count';
    context.findings.add({ path: [...path, 'interval'], message });
  }
  const limit = count ?? (untilNs === null ? 1 : null);
  const send = { ...packetPath, octets: formatOctets(octets), intervalNs, count: limit, untilNs };
  return { kind: 'raw', name, atNs, ...send };
}
