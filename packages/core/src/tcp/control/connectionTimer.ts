import { type Clock, NO_TIMER, type Timer, type TimerId } from '../../ports/clock.js';
import type { TcpBehaviour } from '../settings/behaviour.js';
import { timerDelayNs } from './wheel.js';

/** The timers of a connection. */
export type TimerKind = 'transmit' | 'delayed-ack' | 'keepalive' | 'compressed-ack' | 'pacing';

/** Whom a timer tells. */
export interface TimerOwner {
  readonly engine: { readonly clock: Clock; readonly behaviour: TcpBehaviour };
  onTimer(kind: TimerKind): void;
}

/** One timer of a connection; arming it anew moves it. */
export class ConnectionTimer implements Timer {
  /** What it is armed for, in nanoseconds; means nothing unless it is pending. */
  dueNs = 0;
  readonly #owner: TimerOwner;
  readonly #kind: TimerKind;
  #id: TimerId = NO_TIMER;

  constructor(owner: TimerOwner, kind: TimerKind) {
    this.#owner = owner;
    this.#kind = kind;
  }

  get isPending(): boolean {
    return this.#id !== NO_TIMER;
  }

  /** Arms it as a timer of the kernel's wheel, for so many ticks; parts of one count as a whole. */
  armTicks(ticks: number): void {
    const { clock, behaviour } = this.#owner.engine;
    const whole = Math.ceil(ticks);
    this.cancel();
    this.dueNs = clock.nowNs + whole * behaviour.tickMs * 1_000_000;
    this.#id = clock.schedule(timerDelayNs(behaviour, whole), this);
  }

  armMs(ms: number): void {
    this.armTicks(ms / this.#owner.engine.behaviour.tickMs);
  }

  /** Arms it to the nanosecond. */
  armNs(delayNs: number): void {
    const { clock } = this.#owner.engine;
    this.cancel();
    this.dueNs = clock.nowNs + delayNs;
    this.#id = clock.schedule(delayNs, this);
  }

  cancel(): void {
    if (this.#id === NO_TIMER) return;
    this.#owner.engine.clock.cancel(this.#id);
    this.#id = NO_TIMER;
  }

  fire(): void {
    this.#id = NO_TIMER;
    this.#owner.onTimer(this.#kind);
  }
}
