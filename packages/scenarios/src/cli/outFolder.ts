import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSink } from '@packetloom/sim';

/** The folder of --out cannot be written to. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  readonly code = 'output-failed';
}

/** A file that is being written: under another name until it is whole. */
export interface PendingFile extends ByteSink {
  /** Gives it its name. */
  keep(): void;
  /** Takes it away. */
  discard(): void;
}

/** The folder that captures go to. */
export class OutFolder {
  readonly #path: string;
  readonly #taken = new Set<string>();

  /** Makes the folder; throws an `OutputError` if nothing can be written there. */
  constructor(path: string) {
    this.#path = path;
    orOutputError(`cannot write into '${path}'`, () => {
      mkdirSync(path, { recursive: true });
      const probe = this.#temporary('probe');
      closeSync(openSync(probe, 'w'));
      rmSync(probe);
    });
  }

  /** A file name that no other run of this command has: `two-hosts.pcapng`, `two-hosts-2.pcapng`. */
  nameFor(stem: string, ending: string): string {
    let name = `${stem}${ending}`;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${stem}-${number}${ending}`;
    this.#taken.add(name);
    return name;
  }

  /** Begins to write a file. */
  begin(name: string): PendingFile {
    const temporary = this.#temporary(name);
    const what = `cannot write '${join(this.#path, name)}'`;
    const descriptor = orOutputError(what, () => openSync(temporary, 'w'));
    let open = true;
    const close = () => {
      if (open) closeSync(descriptor);
      open = false;
    };
    return {
      write: (chunk) => {
        orOutputError(what, () => {
          for (let at = 0; at < chunk.length; ) at += writeSync(descriptor, chunk, at);
        });
      },
      keep: () => {
        orOutputError(what, () => {
          close();
          renameSync(temporary, join(this.#path, name));
        });
      },
      discard: () => {
        close();
        rmSync(temporary, { force: true });
      },
    };
  }

  #temporary(name: string): string {
    return join(this.#path, `.${name}.${process.pid}.part`);
  }
}

function orOutputError<Result>(what: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutputError(`${what}: ${reason}`, { cause: error });
  }
}
