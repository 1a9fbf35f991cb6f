import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import { octetsOf } from '../../../quantity/octets.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { packetOf } from '../../packet/normalise.js';
import { hasHeader, packetPathOf } from '../common/packetPath.js';
import { durationOr } from '../common/payload.js';
import { checkNode } from '../common/targets.js';
import { extentOf } from '../common/udpPath.js';
import type { RawEvent } from './event.js';

const SECOND_NS = 1_000_000_000;

export function normalise(raw: WrittenApp<'raw'>, about: AppInputs, context: Context): RawEvent {
  const { name, atNs } = about;
  const path = context.pathOf(raw);
  const { count, untilNs } = extentOf(raw, path, about, context);
  const check = (node: string, place: DocumentPath) => checkNode(node, place, about, context);
  const packet = packetOf(raw.packet, [...path, 'packet'], check, context);
  const packetPath = packetPathOf(raw, about, context);
  if (
    packetPath.mode === 'send' &&
    packet.kind === 'octets' &&
    !hasHeader(octetsOf(packet.octets))
  ) {
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
  const send = { ...packetPath, packet, intervalNs, count: limit, untilNs };
  return { kind: 'raw', name, atNs, ...send };
}
