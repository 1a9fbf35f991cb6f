import type { TextStream } from './cliEnvironment.js';

/** Nothing is said before this, and then at most so often. */
const QUIET_MS = 1_000;
const TERMINAL_INTERVAL_MS = 100;
const LOG_INTERVAL_MS = 10_000;

/** Tells how far a long run has come: on a terminal in a line that is written over, else now and then. */
export class Progress {
  readonly #stream: TextStream;
  readonly #name: string;
  readonly #beganMs: number;
  readonly #now: () => number;
  #lastMs: number;
  #shown = false;

  constructor(stream: TextStream, name: string, now: () => number) {
    this.#stream = stream;
    this.#name = name;
    this.#now = now;
    this.#beganMs = now();
    this.#lastMs = this.#beganMs;
  }

  /** The run has come this far. */
  report(nowNs: number, events: number): void {
    const nowMs = this.#now();
    const terminal = this.#stream.isTTY === true;
    const interval = terminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS;
    if (nowMs - this.#beganMs < QUIET_MS || nowMs - this.#lastMs < interval) return;
    this.#lastMs = nowMs;
    const seconds = ((nowMs - this.#beganMs) / 1_000).toFixed(0);
    const text = `${this.#name}: ${(nowNs / 1e9).toFixed(3)}s simulated, ${events} events, after ${seconds}s`;
    this.#stream.write(terminal ? `\r${text}\u001b[K` : `${text}\n`);
    this.#shown = terminal;
  }

  /** The run is over: the line goes. */
  end(): void {
    if (this.#shown) this.#stream.write('\r\u001b[K');
  }
}
