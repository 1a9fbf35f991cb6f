import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSink } from '@packetloom/sim';
import { makeFolder } from './makeFolder.js';
import { OutputError, orOutputError } from './outputError.js';
import { TemporaryFile, type TemporaryFiles, temporaryFilesIn } from './temporaryFile.js';

/** Files are compared in pieces of so many octets. */
const PIECE_BYTES = 1_048_576;

/** A file that is being written: under another name until it is whole. */
export interface PendingFile extends ByteSink {
  /** Throws an `OutputError` if something could not be written. */
  check(): void;
  /** Nothing more is written. Throws an `OutputError` if not all could be. */
  close(): void;
  /** Gives it its name. */
  keep(): void;
  /** Takes it away. */
  discard(): void;
}

/** Whom a folder tells what. */
export interface OutFolderOptions {
  /** Takes what the user should know. */
  readonly notice: (text: string) => void;
  readonly temporaryFiles?: TemporaryFiles | undefined;
}

/** The folder that captures go to. */
export class OutFolder {
  readonly #path: string;
  /** As the user calls it. */
  readonly #shown: string;
  readonly #options: OutFolderOptions;
  readonly #taken = new Set<string>();

  /** Makes the folder; throws an `OutputError` if nothing can be written there. */
  constructor(path: string, shown: string, options: OutFolderOptions) {
    this.#path = path;
    this.#shown = shown;
    this.#options = options;
    const what = `cannot write into '${shown}'`;
    orOutputError(what, () => makeFolder(path));
    this.#warnOfLeftovers(orOutputError(what, () => temporaryFilesIn(path)));
    new TemporaryFile(path, 'probe', what, options.temporaryFiles).remove();
  }

  /** A file name that no other run of this command has: `two-hosts.pcapng`, `two-hosts-2.pcapng`. */
  nameFor(stem: string, ending: string): string {
    let name = `${stem}${ending}`;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${stem}-${number}${ending}`;
    this.#taken.add(name);
    return name;
  }

  /** Begins to write a file. Throws an `OutputError` if that cannot be. */
  begin(name: string): PendingFile {
    const target = join(this.#path, name);
    const shown = join(this.#shown, name);
    const what = `cannot write '${shown}'`;
    if (existsSync(target) && statSync(target).isDirectory()) {
      throw new OutputError(`${what}: a folder of this name is in the way`);
    }
    const file = new TemporaryFile(this.#path, name, what, this.#options.temporaryFiles);
    return {
      write: (chunk) => file.write(chunk),
      check: () => file.check(),
      close: () => file.close(),
      keep: () => {
        orOutputError(what, () => {
          const differs = existsSync(target) && !sameContent(target, file.path);
          renameSync(file.path, target);
          if (differs) this.#options.notice(`'${shown}' was there with other content: replaced`);
        });
        file.renamed();
      },
      discard: () => file.remove(),
    };
  }

  #warnOfLeftovers(names: readonly string[]): void {
    for (const name of names) {
      const whose = 'left of a run that was killed, unless one is writing it now';
      this.#options.notice(`'${join(this.#shown, name)}' is ${whose}: remove it`);
    }
  }
}

/** Compared piece by piece: files may be larger than memory. */
function sameContent(one: string, other: string): boolean {
  if (statSync(one).size !== statSync(other).size) return false;
  const descriptors: number[] = [];
  try {
    for (const path of [one, other]) descriptors.push(openSync(path, 'r'));
    const pieces = descriptors.map(() => Buffer.alloc(PIECE_BYTES));
    for (;;) {
      const [read, readOther] = descriptors.map((descriptor, index) =>
        readFully(descriptor, pieces[index] as Buffer),
      );
      if (read !== readOther || pieces[0]?.compare(pieces[1] as Buffer, 0, read, 0, read) !== 0) {
        return false;
      }
      if (read === 0) return true;
    }
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
  }
}

/** Octets that were read: fewer than there is room for at the end of the file alone. */
function readFully(descriptor: number, piece: Buffer): number {
  let read = 0;
  while (read < piece.length) {
    const more = readSync(descriptor, piece, read, piece.length - read, null);
    if (more === 0) break;
    read += more;
  }
  return read;
}
