// The passive open: SYNs to a listener, and what follows until there is a connection.

import { Disposition } from '../../packet/disposition.js';
import { count } from '../../ports/counters.js';
import { TCP_HEADER_LENGTH } from '../../wire/tcp.js';
import type { AckState } from '../control/ackFlags.js';
import { Connection, Ecn } from '../control/connection.js';
import { enterState } from '../control/enterState.js';
import { storeTimestamp } from '../control/timestamps.js';
import { isRateLimited } from '../input/challengeAck.js';
import { inSynReceived } from '../input/synReceived.js';
import { guessReceiveMss, keepaliveIdleMs } from '../lifecycle/establish.js';
import { TcpCounter } from '../ports/counters.js';
import { after, between, plus } from '../protocol/sequence.js';
import { TcpState } from '../protocol/state.js';
import { MAX_UNSCALED } from '../receive/receiveWindow.js';
import type { Incoming } from '../segments/incoming.js';
import { syncMss } from '../send/mss.js';
import type { Listener } from './listener.js';
import { inWindow, replyWithAck, replyWithReset } from './replies.js';
import { SynRequest } from './synRequest.js';

const TIMESTAMPS_LENGTH = 12;
const DEFAULT_MSS = 536;

/** A segment for a listener that belongs to no request. Returns the request that it made, or null. */
export function atListener(
  listener: Listener,
  segment: Incoming,
  iss: number | null,
): SynRequest | null {
  const { counters } = listener.engine;
  if (segment.isAck) {
    segment.disposition = Disposition['tcp-flags'];
    replyWithReset(listener.engine, segment);
    return null;
  }
  if (segment.isRst || !segment.isSyn || segment.isFin) {
    segment.disposition = Disposition['tcp-flags'];
    return null;
  }
  if (listener.hasTooManyRequests || listener.isFull) {
    const overflows = listener.isFull;
    segment.disposition = Disposition[overflows ? 'tcp-listen-overflow' : 'tcp-request-queue-full'];
    if (overflows) count(counters, TcpCounter['tcp.listenOverflows']);
    count(counters, TcpCounter['tcp.listenDrops']);
    return null;
  }
  const { maxSynBacklog } = listener.engine.behaviour;
  if (iss === null && maxSynBacklog - listener.requests.size < maxSynBacklog >> 2) {
    segment.disposition = Disposition['tcp-request-queue-full'];
    count(counters, TcpCounter['tcp.listenDrops']);
    return null;
  }
  const request = new SynRequest(listener, segment, iss);
  listener.requests.add(request);
  request.begin();
  return request;
}

/** A segment for a request: the last ACK makes it a connection (RFC 9293 3.10.7.4). */
export function atRequest(request: SynRequest, segment: Incoming, state: AckState): void {
  const { engine } = request;
  const { options } = segment;
  const hasTimestamps = request.timestampsOk && options.hasTimestamps;
  let isOld = false;
  let isForeignEcho = false;
  if (hasTimestamps) {
    isOld = ((request.tsRecent - options.timestampValue) | 0) > 0 && request.tsRecent !== 0;
    if (segment.isRst) isOld = false;
    if (options.timestampEcho !== 0) {
      const { firstTimestamp, lastTimestamp } = request;
      isForeignEcho = !between(options.timestampEcho, firstTimestamp, lastTimestamp);
    }
  }
  const isPureSyn = segment.isSyn && !segment.isAck && !segment.isRst && !segment.isFin;
  if (segment.seq === request.irs && isPureSyn && !isOld) {
    if (isRateLimited(request)) return;
    request.resend();
    request.armTimer();
    return;
  }
  if (segment.isAck && segment.ack !== plus(request.iss, 1)) {
    segment.disposition = Disposition['tcp-invalid-ack'];
    replyWithReset(engine, segment);
    return;
  }
  const edge = plus(request.rcvNxt, request.synAckWindow);
  if (isOld || isForeignEcho || !inWindow(segment, request.rcvNxt, edge)) {
    segment.disposition = Disposition[isOld || isForeignEcho ? 'tcp-paws' : 'tcp-invalid-sequence'];
    if (isOld) count(engine.counters, TcpCounter['tcp.pawsEstab']);
    if (!segment.isRst) answer(request, segment);
    return;
  }
  if (hasTimestamps && !after(segment.seq, request.rcvNxt)) {
    request.tsRecent = options.timestampValue;
  }
  const isOldSyn = segment.seq === request.irs;
  if (segment.isRst || (segment.isSyn && !isOldSyn)) {
    if (!segment.isRst) replyWithReset(engine, segment);
    request.drop();
    return;
  }
  if (!segment.isAck) return;
  finishHandshake(request, segment, state);
}

/** Out of the window, or with a wrong timestamp. */
function answer(request: SynRequest, segment: Incoming): void {
  const mayLoop = segment.seq === segment.endSeq || segment.isSyn;
  if (mayLoop && isRateLimited(request)) return;
  replyWithAck(request.engine, segment, {
    seq: plus(request.iss, 1),
    ack: request.rcvNxt,
    window: request.synAckWindow >>> request.rcvWscale,
    tos: segment.tos & ~3,
    timestamps: request.timestampsOk
      ? { value: request.timestampNow, echo: request.tsRecent }
      : null,
  });
}

function finishHandshake(request: SynRequest, segment: Incoming, state: AckState): void {
  const { listener, engine } = request;
  const { deferAccept } = listener.options;
  if (request.timeouts < deferAccept && segment.endSeq === request.rcvNxt) {
    request.isAcknowledged = true;
    return;
  }
  if (listener.isFull) {
    segment.disposition = Disposition['tcp-listen-overflow'];
    count(engine.counters, TcpCounter['tcp.listenOverflows']);
    count(engine.counters, TcpCounter['tcp.listenDrops']);
    request.isAcknowledged = true;
    if (!engine.behaviour.abortOnOverflow) return;
    replyWithReset(engine, segment);
    request.drop();
    return;
  }
  const connection = connectionOf(request, segment);
  request.drop();
  engine.addConnection(connection);
  count(engine.counters, TcpCounter['tcp.passiveOpens']);
  listener.enqueue(connection);
  const synAck = { sentUs: request.sentUs, wasRetransmitted: request.retransmissions > 0 };
  if (inSynReceived(connection, segment, state, synAck) === 'reset') {
    replyWithReset(engine, segment);
  }
  listener.owner?.onAcceptable();
}

/** The connection that a request becomes. */
function connectionOf(request: SynRequest, segment: Incoming): Connection {
  const { listener, engine } = request;
  const connection = new Connection(
    engine,
    request.tuple,
    listener.options.clone(engine.behaviour),
  );
  enterState(connection, TcpState.SYN_RECV);
  connection.iss = request.iss;
  const first = plus(request.iss, 1);
  connection.sndSml = first;
  connection.sndUna = first;
  connection.sndNxt = first;
  connection.sndUp = first;
  connection.writeSeq = first;
  connection.pushedSeq = first;
  connection.irs = request.irs;
  connection.rcvNxt = request.rcvNxt;
  connection.rcvWup = request.rcvNxt;
  connection.copiedSeq = request.rcvNxt;
  connection.sndWl1 = request.irs;
  connection.timestampsOk = request.timestampsOk;
  connection.tsOffset = request.tsOffset;
  connection.sackOk = request.sackOk;
  connection.wscaleOk = request.wscaleOk;
  connection.windowClamp = request.windowClamp;
  connection.rcvSsthresh = request.rcvWnd;
  connection.rcvWnd = request.rcvWnd;
  if (request.wscaleOk) {
    connection.sndWscale = request.sndWscale;
    connection.rcvWscale = request.rcvWscale;
  } else connection.windowClamp = Math.min(connection.windowClamp, MAX_UNSCALED);
  connection.sndWnd = segment.window * 2 ** connection.sndWscale;
  connection.maxWindow = connection.sndWnd;
  connection.headerLength = TCP_HEADER_LENGTH + (request.timestampsOk ? TIMESTAMPS_LENGTH : 0);
  if (request.timestampsOk) storeTimestamp(connection, request.tsRecent);
  if (segment.length >= DEFAULT_MSS + connection.headerLength) {
    connection.lastSegmentSize = segment.length;
  }
  connection.mssClamp = request.mssClamp;
  connection.ecn = request.ecnOk ? Ecn.OK : 0;
  connection.lastReceivedTicks = connection.nowTicks;
  connection.lastAckReceivedUs = connection.engine.nowUs;
  connection.lastSentUs = connection.nowUs;
  connection.totalRetrans = request.retransmissions;
  if (request.timeouts > 0) {
    connection.undoMarker = request.iss;
    connection.retransStampMs = request.sentUs / 1000;
    connection.totalRto = request.timeouts;
  }
  connection.identification = engine.identification();
  connection.advMss = request.advMss;
  syncMss(connection, engine.network.pathMtu(request.tuple.remote));
  guessReceiveMss(connection);
  if (connection.options.keepalive) connection.keepaliveTimer.armMs(keepaliveIdleMs(connection));
  return connection;
}
