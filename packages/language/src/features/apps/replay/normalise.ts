import {
  type Replay as CaptureReplay,
  isCaptureReadError,
  readCapture,
  replayDatagrams,
} from '@packetloom/sim';
import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { hasHeader, packetPathOf } from '../common/packetPath.js';
import { captured } from './captured.js';
import type { ReplayEvent } from './event.js';
import { leftOutText } from './leftOut.js';

/** Speeds are given to six decimal places. */
const SPEED_DENOMINATOR = 1_000_000;

export function normalise(
  replay: WrittenApp<'replay'>,
  about: AppInputs,
  context: Context,
): ReplayEvent {
  const { name, atNs } = about;
  const { file, speed = 1 } = replay;
  const numerator = Math.round(speed * SPEED_DENOMINATOR);
  const path = packetPathOf(replay, about, context);
  const parts = replayOf(file, [...context.pathOf(replay), 'file'], context);
  if (path.mode === 'send') {
    const index = parts.datagrams.findIndex(({ octets }) => !hasHeader(octets));
    if (index >= 0) {
      const message = `IPv4 packet ${index + 1} of '${file}' has no sound header: it can only appear at a NIC, with mode: inject`;
      context.findings.add({ path: [...context.pathOf(replay), 'file'], message });
    }
  }
  const datagrams = captured(parts.datagrams);
  const times = { numerator, denominator: SPEED_DENOMINATOR };
  return { kind: 'replay', name, atNs, ...path, file, ...parts, datagrams, speed: times };
}

const NOTHING: CaptureReplay = replayDatagrams({ format: 'pcap', packets: [] });

function replayOf(
  file: string,
  path: DocumentPath,
  { findings, readSibling }: Context,
): CaptureReplay {
  const sibling = readSibling(file);
  if ('message' in sibling) {
    findings.add({ path, message: sibling.message });
    return NOTHING;
  }
  const capture = readCapture(sibling.bytes);
  if (isCaptureReadError(capture)) {
    const { offset, message } = capture;
    findings.add({ path, message: `'${file}' cannot be read, at octet ${offset}: ${message}` });
    return NOTHING;
  }
  const replay = replayDatagrams(capture);
  const { datagrams, leftOut, unknownLinkTypes } = replay;
  if (datagrams.length === 0) {
    const why = leftOutText(leftOut, unknownLinkTypes) || 'it is empty';
    findings.add({ path, message: `there is no IPv4 packet in '${file}' (${why})` });
  }
  const lastNs = datagrams.at(-1)?.timeNs ?? 0;
  if (!Number.isSafeInteger(lastNs)) {
    findings.add({ path, message: `the capture '${file}' lasts longer than a scenario can` });
    return NOTHING;
  }
  return replay;
}
