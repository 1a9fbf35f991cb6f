import type { ScenarioDocument, SinkName } from '@packetloom/language';
import { type WantedFile, wantedFiles } from '@packetloom/language/internal';
import type { Artifacts } from '@packetloom/runner';
import type { ByteSink } from '@packetloom/sim';
import type { OutFolder, PendingFile } from './outFolder.js';

/** What a run can write, by what it is. */
export type ArtifactSinks = Readonly<Partial<Record<SinkName, ByteSink>>>;

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

/** Begins the files that a scenario asks for; none without a folder. */
export function beginArtifacts(
  { name, outputs }: ScenarioDocument,
  out: OutFolder | null,
): PendingArtifacts {
  const pending: {
    readonly wanted: WantedFile;
    readonly name: string;
    readonly file: PendingFile;
  }[] = [];
  const discard = () => {
    for (const { file } of pending) file.discard();
  };
  const check = () => {
    for (const { file } of pending) file.check();
  };
  if (out === null) return { sinks: {}, check, keep: () => ({}), discard };
  const begin = (wanted: WantedFile): PendingFile => {
    const fileName = out.nameFor(wanted.stem, wanted.ending);
    const file = out.begin(fileName);
    pending.push({ wanted, name: fileName, file });
    return file;
  };
  const sinks: { [Name in SinkName]?: ByteSink } = {};
  try {
    for (const wanted of wantedFiles(outputs, name)) sinks[wanted.sink] = begin(wanted);
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
