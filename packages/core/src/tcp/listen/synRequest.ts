// A SYN that was answered, and waits for the last ACK of the handshake: less than a connection.

import { NO_TIMER, type Timer, type TimerId } from '../../ports/clock.js';
import { count } from '../../ports/counters.js';
import { TcpFlag } from '../../wire/tcp.js';
import {
  writeMss,
  writeSackPermitted,
  writeTimestamps,
  writeWindowScale,
} from '../../wire/tcpOptions.js';
import { type FourTuple, MAX_WINDOW_SHIFT } from '../control/connection.js';
import { timerDelayNs } from '../control/wheel.js';
import { TcpCounter } from '../ports/counters.js';
import { plus } from '../protocol/sequence.js';
import { chooseInitialWindow } from '../receive/initialWindow.js';
import type { Incoming } from '../segments/incoming.js';
import type { Listener } from './listener.js';

const DEFAULT_MSS = 536;
const IP_AND_TCP_HEADER = 40;
const TIMESTAMPS_LENGTH = 12;
const ECN_MASK = 3;
const FIRST_TIMEOUT_MS = 1000;

export class SynRequest implements Timer {
  readonly listener: Listener;
  readonly tuple: FourTuple;
  readonly iss: number;
  readonly irs: number;
  readonly rcvNxt: number;
  readonly tsOffset: number;
  readonly timestampsOk: boolean;
  readonly sackOk: boolean;
  readonly wscaleOk: boolean;
  readonly sndWscale: number;
  readonly rcvWscale: number;
  readonly ecnOk: boolean;
  /** MSS of the peer. */
  readonly mssClamp: number;
  /** MSS that is announced. */
  readonly advMss: number;
  readonly rcvWnd: number;
  readonly windowClamp: number;
  tsRecent: number;
  /** When the SYN-ACK was sent first, in microseconds. */
  sentUs = 0;
  retransmissions = 0;
  timeouts = 0;
  /** The last ACK came, but could not be taken. */
  isAcknowledged = false;
  lastOowAckTicks = 0;
  firstTimestamp = 0;
  lastTimestamp = 0;
  #timer: TimerId = NO_TIMER;

  constructor(listener: Listener, segment: Incoming, iss: number | null) {
    const { engine, options: socket } = listener;
    const { behaviour, network } = engine;
    const { options } = segment;
    this.listener = listener;
    this.tuple = {
      local: segment.destination,
      localPort: segment.destinationPort,
      remote: segment.source,
      remotePort: segment.sourcePort,
    };
    this.irs = segment.seq;
    this.rcvNxt = plus(segment.seq, 1);
    this.iss = iss ?? engine.initialSequence(this.tuple);
    this.tsOffset = engine.timestampOffset(this.tuple);
    this.timestampsOk = options.hasTimestamps && behaviour.timestamps !== 0;
    this.tsRecent = this.timestampsOk ? options.timestampValue : 0;
    this.sackOk = options.sackPermitted && behaviour.sack;
    this.wscaleOk = options.windowScale >= 0 && behaviour.windowScaling;
    this.sndWscale = this.wscaleOk ? Math.min(options.windowScale, MAX_WINDOW_SHIFT) : 0;
    this.ecnOk = wantsEcn(listener, segment);
    const { maxSegment } = socket;
    const given = options.mss > 0 ? options.mss : DEFAULT_MSS;
    this.mssClamp = options.mss > 0 && maxSegment > 0 ? Math.min(maxSegment, options.mss) : given;
    const linkMss = network.linkMtu(segment.source) - IP_AND_TCP_HEADER;
    const announced = Math.max(linkMss, behaviour.minAdvMss);
    this.advMss = maxSegment > 0 ? Math.min(maxSegment, announced) : announced;
    const space = Math.floor(socket.rcvbuf / 2);
    let clamp = socket.windowClamp;
    if (socket.rcvbufLocked && (clamp > space || clamp === 0)) clamp = space;
    const chosen = chooseInitialWindow(behaviour, {
      space,
      mss: this.advMss - (this.timestampsOk ? TIMESTAMPS_LENGTH : 0),
      clamp,
      scaling: this.wscaleOk,
    });
    this.rcvWnd = chosen.window;
    this.windowClamp = chosen.clamp;
    this.rcvWscale = chosen.shift;
  }

  /** Sends the SYN-ACK for the first time, and arms the timer. */
  begin(): void {
    this.sentUs = this.listener.engine.nowUs;
    this.#sendSynAck();
    this.armTimer();
  }

  /** Sends the SYN-ACK again. */
  resend(): void {
    this.retransmissions++;
    count(this.engine.counters, TcpCounter['tcp.retransSegs']);
    count(this.engine.counters, TcpCounter['tcp.synRetrans']);
    this.#sendSynAck();
  }

  armTimer(): void {
    const { clock, behaviour } = this.listener.engine;
    this.cancelTimer();
    const ms = Math.min(FIRST_TIMEOUT_MS * 2 ** this.timeouts, behaviour.rtoMaxMs);
    this.#timer = clock.schedule(timerDelayNs(behaviour, ms / behaviour.tickMs), this);
  }

  cancelTimer(): void {
    this.listener.engine.clock.cancel(this.#timer);
    this.#timer = NO_TIMER;
  }

  /** Timestamp of this moment. */
  get timestampNow(): number {
    const ms = Math.floor(this.listener.engine.nowUs / 1000);
    return (ms + this.tsOffset) >>> 0;
  }

  get nowMs(): number {
    return this.listener.engine.nowUs / 1000;
  }

  get engine() {
    return this.listener.engine;
  }

  /** Window of segments before the handshake is over. */
  get synAckWindow(): number {
    return Math.min(this.rcvWnd, 0xffff);
  }

  /** The SYN-ACK was not answered in time. */
  fire(): void {
    this.#timer = NO_TIMER;
    const { listener } = this;
    const most = this.#mostTimeouts();
    const { deferAccept } = listener.options;
    let expired = this.timeouts >= most;
    let resends = true;
    if (deferAccept > 0) {
      expired &&= !this.isAcknowledged || this.timeouts >= deferAccept;
      resends = !this.isAcknowledged || this.timeouts >= deferAccept - 1;
    }
    if (expired) {
      this.drop();
      return;
    }
    if (resends) this.resend();
    this.timeouts++;
    this.armTimer();
  }

  /** Old requests make room for young ones once the queue is half full. */
  #mostTimeouts(): number {
    const { listener } = this;
    const { synRetries } = listener.options;
    let most = synRetries > 0 ? synRetries : this.engine.behaviour.synackRetries;
    const waiting = listener.requests.size;
    if (waiting * 2 <= Math.max(8, listener.backlog)) return most;
    let young = 2 * [...listener.requests].filter(({ timeouts }) => timeouts === 0).length;
    while (most > 2 && waiting >= young) {
      most--;
      young *= 2;
    }
    return most;
  }

  /** The request is forgotten; nobody is told. */
  drop(): void {
    this.cancelTimer();
    this.listener.requests.delete(this);
    this.engine.forgetRequest(this);
  }

  #sendSynAck(): void {
    const { engine, options } = this.listener;
    const { writer, counters } = engine;
    const { fields } = writer;
    count(counters, TcpCounter['tcp.outSegs']);
    const flags = TcpFlag.SYN | TcpFlag.ACK | (this.ecnOk ? TcpFlag.ECE : 0);
    fields.source = this.tuple.local;
    fields.destination = this.tuple.remote;
    fields.sourcePort = this.tuple.localPort;
    fields.destinationPort = this.tuple.remotePort;
    fields.seq = this.iss;
    fields.ack = this.rcvNxt;
    fields.flags = flags;
    fields.window = this.synAckWindow;
    fields.urgentPointer = 0;
    fields.tos = options.tos & ~ECN_MASK;
    fields.ttl = options.ttl;
    // So small that nobody will fragment it.
    fields.dontFragment = true;
    fields.identification = 0;
    writer.begin(0);
    const { view } = writer;
    let at = writeMss(view, writer.end, this.advMss);
    if (this.timestampsOk) {
      const now = this.timestampNow;
      if (this.firstTimestamp === 0) this.firstTimestamp = now;
      this.lastTimestamp = now;
      at = writeTimestamps(view, at, now, this.tsRecent, this.sackOk);
    } else if (this.sackOk) at = writeSackPermitted(view, at);
    if (this.wscaleOk) at = writeWindowScale(view, at, this.rcvWscale);
    writer.end = at;
    writer.endOptions();
    writer.send(0);
  }
}

/** Whether the SYN asks for ECN, and this end speaks it (RFC 3168 6.1.1). */
function wantsEcn(listener: Listener, segment: Incoming): boolean {
  const both = TcpFlag.ECE | TcpFlag.CWR;
  if ((segment.flags & both) !== both) return false;
  const isMarked = (segment.tos & ECN_MASK) !== 0 && (segment.flags & TcpFlag.AE) === 0;
  return listener.engine.behaviour.ecn !== 0 && !isMarked;
}
