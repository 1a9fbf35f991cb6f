import { Disposition } from '../packet/disposition.js';
import type { Host, Nic } from './host.js';

/**
 * A host that goes down as if its plug were pulled, and comes up again. Down, it does nothing: no leave
 * message is sent, all timers of the stack are cancelled, packets that it holds (fragments, packets that
 * wait for a neighbour or in the queue of a link) and those that still arrive are dropped as `host-down`.
 * It loses what it has learnt: neighbours, members of groups, incomplete datagrams, tracked connections. How
 * it is set up stays as from a disk: addresses, routes, rules, joined groups, and open sockets, whose sends
 * fail meanwhile. What is being sent, or on its way, arrives.
 */
export class HostPower {
  readonly #host: Host;
  /** NICs to be enabled when the host comes up. */
  readonly #waiting = new Set<Nic>();
  #up = true;
  /** NICs follow it, one after the other. */
  isChanging = false;

  constructor(host: Host) {
    this.#host = host;
  }

  get up(): boolean {
    return this.#up;
  }

  /** Takes the host down or up. */
  setUp(up: boolean): void {
    if (this.#up === up) return;
    this.#up = up;
    this.isChanging = true;
    if (up) this.#enableNics();
    else this.#stop();
    this.isChanging = false;
    this.#host.powerChanged();
  }

  #enableNics(): void {
    for (const nic of this.#waiting) nic.enable();
    this.#waiting.clear();
  }

  #stop(): void {
    for (const nic of this.#host.nics) {
      nic.link.dropWaiting?.(Disposition['host-down']);
      if (!nic.enabled) continue;
      this.#waiting.add(nic);
      nic.disable();
    }
    this.#host.reassembler.clear(Disposition['host-down']);
    this.#host.filter?.rules.forgetConnections();
  }

  /** Enables or disables a NIC: at once, or when the host comes up. */
  setNicUp(nic: Nic, up: boolean): void {
    if (!this.#up) {
      if (up) this.#waiting.add(nic);
      else this.#waiting.delete(nic);
    } else if (up) {
      nic.enable();
    } else if (nic.enabled) {
      // What it says at last, to leave its groups, goes out.
      nic.link.dropWaiting?.(Disposition['nic-disabled']);
      nic.disable();
    }
  }

  /** Whether a NIC is up, or would be if the host were. */
  isNicUp(nic: Nic): boolean {
    return nic.enabled || this.#waiting.has(nic);
  }
}
