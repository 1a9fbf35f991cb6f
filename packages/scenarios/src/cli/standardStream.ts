import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { TextStream } from './cliEnvironment.js';
import { OutputError, orOutputError } from './outputError.js';

/** How long to wait until a reader has made room in a pipe that does not wait by itself. */
const WAIT_MS = 5;

/**
 * Standard output or standard error, written to at once: what cannot be written is known where it happens.
 * A reader who stops reading (`| head`) changes nothing but that nothing more is written.
 */
export class StandardStream implements TextStream {
  readonly isTTY: boolean;
  readonly #descriptor: number;
  readonly #name: string;
  #closed = false;

  constructor(descriptor: number, name: string) {
    this.#descriptor = descriptor;
    this.#name = name;
    this.isTTY = isatty(descriptor);
  }

  /** Throws an {@link OutputError} if the text cannot be written, once. */
  write(text: string): void {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length && !this.#closed; ) at += this.#writeSome(bytes, at);
  }

  #writeSome(bytes: Uint8Array, at: number): number {
    try {
      return orOutputError(`cannot write to ${this.#name}`, () =>
        writeSync(this.#descriptor, bytes, at),
      );
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EAGAIN') {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
        return 0;
      }
      this.#closed = true;
      if (code === 'EPIPE') return 0;
      throw error;
    }
  }
}

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof OutputError ? error.cause : error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}
