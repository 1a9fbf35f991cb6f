// What is left of a closed connection, so that old segments do no harm (RFC 9293 3.6.1, RFC 6191).
import { NO_TIMER, type Timer, type TimerId } from '../../ports/clock.js';
import type { Connection, FourTuple } from '../control/connection.js';
import type { TcpEngine } from '../control/engine.js';
import { timerDelayNs } from '../control/wheel.js';
import { isRateLimited } from '../input/challengeAck.js';
import { TIME_WAIT_MS } from '../lifecycle/finish.js';
import { after, before, plus } from '../protocol/sequence.js';
import type { Incoming } from '../segments/incoming.js';
import { inWindow, replyWithAck, replyWithReset } from './replies.js';

/** A new incarnation starts this far behind the old one. */
const ISN_GAP = 65_537;

/** What the engine does with it. */
export interface TimeWaitOwner extends TcpEngine {
  forgetTimeWait(entry: TimeWait): void;
}

/** What comes of a segment: a SYN may open a new connection, with this initial sequence number. */
export type TimeWaitResult = 'done' | { readonly iss: number };

export class TimeWait implements Timer {
  readonly tuple: FourTuple;
  readonly engine: TimeWaitOwner;
  lastOowAckTicks = 0;
  #substate: 'time-wait' | 'fin-wait2';
  readonly #sndNxt: number;
  #rcvNxt: number;
  readonly #rcvWnd: number;
  readonly #rcvWscale: number;
  readonly #tsOffset: number;
  readonly #timestampsOk: boolean;
  #tsRecent: number;
  readonly #tos: number;
  #timer: TimerId = NO_TIMER;

  constructor(engine: TimeWaitOwner, connection: Connection, state: 'time-wait' | 'fin-wait2') {
    this.engine = engine;
    this.tuple = connection.tuple;
    this.#substate = state;
    this.#sndNxt = connection.sndNxt;
    this.#rcvNxt = connection.rcvNxt;
    this.#rcvWnd = connection.receiveWindow;
    this.#rcvWscale = connection.rcvWscale;
    this.#tsOffset = connection.tsOffset;
    this.#timestampsOk = connection.timestampsOk;
    this.#tsRecent = connection.tsRecent;
    this.#tos = connection.options.tos & ~3;
  }

  get nowMs(): number {
    return this.engine.nowUs / 1000;
  }

  /** Lasts so long from now. */
  arm(ms: number): void {
    const { clock, behaviour } = this.engine;
    clock.cancel(this.#timer);
    this.#timer = clock.schedule(timerDelayNs(behaviour, Math.ceil(ms / behaviour.tickMs)), this);
  }

  fire(): void {
    this.#timer = NO_TIMER;
    this.engine.forgetTimeWait(this);
  }

  end(): void {
    this.engine.clock.cancel(this.#timer);
    this.#timer = NO_TIMER;
    this.engine.forgetTimeWait(this);
  }

  /** A segment for the closed connection. */
  receive(segment: Incoming): TimeWaitResult {
    const { options } = segment;
    const hasTimestamps = this.#timestampsOk && options.hasTimestamps;
    const age = (this.#tsRecent - options.timestampValue) | 0;
    const isOld = hasTimestamps && !segment.isRst && age > 0;
    if (this.#substate === 'fin-wait2') {
      this.#inFinWait2(segment, isOld, hasTimestamps);
      return 'done';
    }
    const isBare = segment.seq === segment.endSeq || segment.isRst;
    if (!isOld && segment.seq === this.#rcvNxt && isBare) {
      if (!segment.isRst) this.arm(TIME_WAIT_MS);
      else if (!this.engine.behaviour.rfc1337) {
        this.end();
        return 'done';
      }
      if (hasTimestamps) this.#tsRecent = options.timestampValue;
      return 'done';
    }
    const isNewSyn = segment.isSyn && !segment.isRst && !segment.isAck && !isOld;
    if (isNewSyn && (after(segment.seq, this.#rcvNxt) || (hasTimestamps && age < 0))) {
      return { iss: plus(this.#sndNxt, ISN_GAP) || 1 };
    }
    if (segment.isRst) return 'done';
    if (isOld || segment.isAck) this.arm(TIME_WAIT_MS);
    this.#acknowledgeLimited(segment);
    return 'done';
  }

  /** The peer may still send its FIN; data has no reader. */
  #inFinWait2(segment: Incoming, isOld: boolean, hasTimestamps: boolean): void {
    const edge = plus(this.#rcvNxt, this.#rcvWnd);
    if (isOld || !inWindow(segment, this.#rcvNxt, edge)) {
      this.#acknowledgeLimited(segment);
      return;
    }
    if (segment.isRst) {
      this.end();
      return;
    }
    if (segment.isSyn && !before(segment.seq, this.#rcvNxt)) {
      this.#reset(segment);
      return;
    }
    const isEmpty = segment.seq === segment.endSeq;
    if (!segment.isAck || isEmpty || !after(segment.endSeq, this.#rcvNxt)) return;
    if (!segment.isFin || segment.endSeq !== plus(this.#rcvNxt, 1)) {
      this.#reset(segment);
      return;
    }
    this.#substate = 'time-wait';
    this.#rcvNxt = segment.endSeq;
    if (hasTimestamps) this.#tsRecent = segment.options.timestampValue;
    this.arm(TIME_WAIT_MS);
    this.acknowledge(segment);
  }

  #reset(segment: Incoming): void {
    replyWithReset(this.engine, segment);
    this.end();
  }

  #acknowledgeLimited(segment: Incoming): void {
    const mayLoop = segment.seq === segment.endSeq || segment.isSyn;
    if (mayLoop && isRateLimited(this)) return;
    this.acknowledge(segment);
  }

  /** Repeats the last ACK. */
  acknowledge(segment: Incoming): void {
    const now = (Math.floor(this.nowMs) + this.#tsOffset) >>> 0;
    replyWithAck(this.engine, segment, {
      seq: this.#sndNxt,
      ack: this.#rcvNxt,
      window: this.#rcvWnd >>> this.#rcvWscale,
      tos: this.#tos,
      timestamps: this.#timestampsOk ? { value: now, echo: this.#tsRecent } : null,
    });
  }
}
