import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { orOutputError } from './outputError.js';

const ENDING = '.part';

/** Who is told of temporary files, to remove them if the process is to end at once. */
export interface TemporaryFiles {
  /** Told before the file is there. */
  began(path: string): void;
  /** Told when it has gone, or has got its name. */
  ended(path: string): void;
}

/** A file that is written under a name of its own, which no other run has. */
export class TemporaryFile {
  readonly path: string;
  readonly #descriptor: number;
  readonly #what: string;
  readonly #files: TemporaryFiles | undefined;
  #open = true;
  #failure: unknown = null;

  /** `what` begins messages of errors. Throws an `OutputError` if the file cannot be made. */
  constructor(folder: string, name: string, what: string, files: TemporaryFiles | undefined) {
    // The longest names leave no room for more.
    const stem = [...name].slice(0, 40).join('');
    this.path = join(folder, `.${stem}.${randomBytes(8).toString('hex')}${ENDING}`);
    this.#what = what;
    this.#files = files;
    files?.began(this.path);
    this.#descriptor = orOutputError(what, () => openSync(this.path, 'wx'));
  }

  /**
   * Never throws, as who writes may be deep within a run: after a failure nothing more is written, and
   * `check` tells.
   */
  write(chunk: Uint8Array): void {
    if (this.#failure !== null) return;
    try {
      orOutputError(this.#what, () => {
        for (let at = 0; at < chunk.length; ) at += writeSync(this.#descriptor, chunk, at);
      });
    } catch (error) {
      this.#failure = error;
    }
  }

  /** Throws the `OutputError` of what could not be written. */
  check(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /** All is written: throws an `OutputError` if it is not. */
  close(): void {
    this.check();
    if (!this.#open) return;
    this.#open = false;
    orOutputError(this.#what, () => closeSync(this.#descriptor));
  }

  /** It has another name now. */
  renamed(): void {
    this.#files?.ended(this.path);
  }

  /** Takes it away. */
  remove(): void {
    if (this.#open) closeSync(this.#descriptor);
    this.#open = false;
    rmSync(this.path, { force: true });
    this.#files?.ended(this.path);
  }
}

/** Names of temporary files in a folder: of runs that were killed, or that are still going. */
export function temporaryFilesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('.') && name.endsWith(ENDING))
    .sort();
}
