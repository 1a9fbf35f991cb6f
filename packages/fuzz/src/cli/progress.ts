import type { CommandPorts } from './cli.js';

const TERMINAL_INTERVAL_MS = 200;
const LOG_INTERVAL_MS = 5000;
const CLEAR_TO_END = '\u001b[K';

/** Tells how far it has come: on a terminal in a line that is written over, else now and then. */
export class Progress {
  readonly #ports: CommandPorts;
  readonly #beganMs: number;
  #reportedMs: number;
  #hasLine = false;

  constructor(ports: CommandPorts) {
    this.#ports = ports;
    this.#beganMs = ports.nowMs();
    this.#reportedMs = this.#beganMs;
  }

  /** It has come this far. */
  update(what: string): void {
    const { nowMs, isTerminal, printError } = this.#ports;
    const now = nowMs();
    if (now - this.#reportedMs < (isTerminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS)) return;
    this.#reportedMs = now;
    const text = `fuzz: ${((now - this.#beganMs) / 1000).toFixed(0)} s, ${what}`;
    printError(isTerminal ? `\r${text}${CLEAR_TO_END}` : `${text}\n`);
    this.#hasLine = isTerminal;
  }

  /** The line goes. */
  end(): void {
    if (this.#hasLine) this.#ports.printError(`\r${CLEAR_TO_END}`);
    this.#hasLine = false;
  }
}
