import type { Host, IcmpListener } from '@packetloom/core';

/** Shares the one place for a listener that a host has among several. */
export class IcmpListeners {
  readonly #host: Host;
  readonly #listeners: IcmpListener[] = [];

  constructor(host: Host) {
    this.#host = host;
  }

  /** Adds a listener; the result removes it. */
  add(listener: IcmpListener): () => void {
    this.#listeners.push(listener);
    this.#host.onIcmp = (message) => {
      for (const each of [...this.#listeners]) each(message);
    };
    return () => this.#remove(listener);
  }

  #remove(listener: IcmpListener): void {
    const index = this.#listeners.indexOf(listener);
    if (index >= 0) this.#listeners.splice(index, 1);
    if (this.#listeners.length === 0) this.#host.onIcmp = null;
  }
}
