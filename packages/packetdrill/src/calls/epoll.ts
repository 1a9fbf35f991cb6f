// epoll(7): level and edge triggered.
import { pollBits, type TcpDescriptor } from './descriptors.js';

const ERR_AND_HUP = 0x18;
const EDGE_TRIGGERED = 0x80000000;
const ONE_SHOT = 0x40000000;

interface Interest {
  readonly descriptor: TcpDescriptor;
  events: number;
  /** Something happened since it was last told. */
  isReady: boolean;
  isDisabled: boolean;
}

export class Epoll {
  /** By file descriptor, in the order in which they became ready. */
  readonly #interests = new Map<number, Interest>();

  /** Adds an interest; false if there is one. */
  add(fd: number, descriptor: TcpDescriptor, events: number): boolean {
    if (this.#interests.has(fd)) return false;
    this.#interests.set(fd, { descriptor, events, isReady: true, isDisabled: false });
    return true;
  }

  /** Changes an interest, which is looked at anew; false if there is none. */
  modify(fd: number, events: number): boolean {
    const interest = this.#interests.get(fd);
    if (interest === undefined) return false;
    Object.assign(interest, { events, isReady: true, isDisabled: false });
    return true;
  }

  remove(fd: number): boolean {
    return this.#interests.delete(fd);
  }

  /** Something changed about a socket. */
  wake(descriptor: TcpDescriptor): void {
    for (const interest of this.#interests.values()) {
      if (interest.descriptor === descriptor) interest.isReady = true;
    }
  }

  /** What epoll_wait(2) tells: at most `most` descriptors and their events. */
  wait(most: number): { fd: number; events: number }[] {
    const reported: { fd: number; events: number }[] = [];
    for (const [fd, interest] of this.#interests) {
      if (reported.length === most) break;
      const isEdge = (interest.events & EDGE_TRIGGERED) !== 0;
      if (interest.isDisabled || (isEdge && !interest.isReady)) continue;
      const bits = pollBits(interest.descriptor.socket) & (interest.events | ERR_AND_HUP);
      interest.isReady = false;
      if (bits === 0) continue;
      if ((interest.events & ONE_SHOT) !== 0) interest.isDisabled = true;
      reported.push({ fd, events: bits });
    }
    return reported;
  }
}
