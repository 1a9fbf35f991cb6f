import type { ScenarioDocument } from '@packetloom/language';
import type { Artifacts } from '@packetloom/runner';
import type { ByteSink } from '@packetloom/sim';
import type { OutFolder, PendingFile } from './outFolder.js';

/** What a run can write, by what it is. */
export type ArtifactSinks = Readonly<Partial<Record<'capture' | 'events' | 'series', ByteSink>>>;

/** Files of one run that are being written. */
export interface PendingArtifacts {
  readonly sinks: ArtifactSinks;
  /** Throws an `OutputError` if something could not be written. */
  check(): void;
  /** The run is over: all get their names; what they are called. */
  keep(): Artifacts;
  /** Nothing that is half written stays. */
  discard(): void;
}

interface Wanted {
  /** As the report names it. */
  readonly kind: 'pcapng' | 'events' | 'series';
  readonly stem: string;
  readonly ending: string;
}

/** Begins the files that a scenario asks for; none without a folder. */
export function beginArtifacts(
  { name, outputs }: ScenarioDocument,
  out: OutFolder | null,
): PendingArtifacts {
  const pending: { readonly wanted: Wanted; readonly name: string; readonly file: PendingFile }[] =
    [];
  const discard = () => {
    for (const { file } of pending) file.discard();
  };
  const check = () => {
    for (const { file } of pending) file.check();
  };
  if (out === null) return { sinks: {}, check, keep: () => ({}), discard };
  const begin = (wanted: Wanted): PendingFile => {
    const fileName = out.nameFor(wanted.stem, wanted.ending);
    const file = out.begin(fileName);
    pending.push({ wanted, name: fileName, file });
    return file;
  };
  const { pcapng, events, series } = outputs;
  const sinks: { capture?: ByteSink; events?: ByteSink; series?: ByteSink } = {};
  try {
    if (pcapng.length > 0) {
      sinks.capture = begin({ kind: 'pcapng', stem: name, ending: '.pcapng' });
    }
    if (events !== null) {
      sinks.events = begin({ kind: 'events', ...fileNamed(events.file, name, '.events.jsonl') });
    }
    if (series !== null) {
      sinks.series = begin({ kind: 'series', ...fileNamed(series.file, name, '.series.csv') });
    }
  } catch (error) {
    discard();
    throw error;
  }
  const keep = () => {
    // All or none: what does not fit on the disk shows here at the latest.
    for (const { file } of pending) file.close();
    for (const { file } of pending) file.keep();
    return Object.fromEntries(pending.map(({ wanted, name: kept }) => [wanted.kind, kept]));
  };
  return { sinks, check, keep, discard };
}

/** Files of one name are numbered in front of the ending: `queue-2.csv`. */
function fileNamed(file: string | null, stem: string, ending: string) {
  if (file === null) return { stem, ending };
  const dot = file.lastIndexOf('.');
  return dot > 0
    ? { stem: file.slice(0, dot), ending: file.slice(dot) }
    : { stem: file, ending: '' };
}
