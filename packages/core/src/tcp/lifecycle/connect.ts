// The active open: the first SYN (RFC 9293 3.10.1).

import { count } from '../../ports/counters.js';
import { IPV4_MIN_HEADER_LENGTH } from '../../wire/ipv4.js';
import { TCP_HEADER_LENGTH, TcpFlag } from '../../wire/tcp.js';
import { type Connection, Ecn, Pending } from '../control/connection.js';
import { enterState } from '../control/enterState.js';
import { armTransmitTimer } from '../control/transmitTimer.js';
import { TcpCounter } from '../ports/counters.js';
import { plus } from '../protocol/sequence.js';
import { TcpState } from '../protocol/state.js';
import { chooseInitialWindow } from '../receive/initialWindow.js';
import { fullReceiveSpace } from '../receive/receiveWindow.js';
import { OutSegment } from '../segments/outSegment.js';
import { syncMss } from '../send/mss.js';
import { noteSegmentSent } from '../send/rateStamp.js';
import { transmit } from '../send/transmit.js';
import { guessReceiveMss } from './establish.js';

const IP_AND_TCP_HEADER = IPV4_MIN_HEADER_LENGTH + TCP_HEADER_LENGTH;
const DEFAULT_MSS = 536;
const TIMESTAMPS_LENGTH = 12;

/** Sends the first SYN of a connection, with initial sequence number `iss`. */
export function sendFirstSyn(connection: Connection, iss: number, tsOffset: number): void {
  const { engine, options, tuple } = connection;
  const { behaviour, network } = engine;
  enterState(connection, TcpState.SYN_SENT);
  count(engine.counters, TcpCounter['tcp.activeOpens']);
  connection.iss = iss;
  connection.tsOffset = tsOffset;
  const timestamps = behaviour.timestamps !== 0;
  connection.headerLength = TCP_HEADER_LENGTH + (timestamps ? TIMESTAMPS_LENGTH : 0);
  const { maxSegment } = options;
  connection.mssClamp = maxSegment > 0 ? maxSegment : DEFAULT_MSS;
  syncMss(connection, network.pathMtu(tuple.remote));
  const linkMss = network.linkMtu(tuple.remote) - IP_AND_TCP_HEADER;
  const announced = Math.max(linkMss, behaviour.minAdvMss);
  connection.advMss = maxSegment > 0 && maxSegment < announced ? maxSegment : announced;
  guessReceiveMss(connection);
  chooseWindow(connection);
  connection.sndUna = iss;
  connection.sndSml = iss;
  connection.sndUp = iss;
  connection.sndNxt = iss;
  const wantsEcn = behaviour.ecn === 1 || connection.control.needsEcn === true;
  connection.ecn = wantsEcn ? Ecn.OK : 0;
  const syn = new OutSegment(
    iss,
    plus(iss, 1),
    TcpFlag.SYN | (wantsEcn ? TcpFlag.ECE | TcpFlag.CWR : 0),
  );
  syn.count = 1;
  connection.writeSeq = syn.endSeq;
  connection.retransStampMs = connection.nowMs;
  noteSegmentSent(connection, syn);
  connection.rtxQueue.append(syn);
  connection.sentOrder.append(syn);
  connection.packetsOut = 1;
  connection.wmem += syn.memory;
  transmit(connection, { seq: syn.seq, flags: syn.flags, length: 0 });
  connection.sndNxt = connection.writeSeq;
  connection.pushedSeq = connection.writeSeq;
  armTransmitTimer(connection, Pending.RETRANS, connection.rto);
}

function chooseWindow(connection: Connection): void {
  const { engine, options } = connection;
  const space = fullReceiveSpace(connection);
  let clamp = options.windowClamp;
  if (options.rcvbufLocked && (clamp > space || clamp === 0)) clamp = space;
  const chosen = chooseInitialWindow(engine.behaviour, {
    space,
    mss: connection.advMss,
    clamp,
    scaling: engine.behaviour.windowScaling,
  });
  connection.rcvWnd = chosen.window;
  connection.rcvSsthresh = chosen.window;
  connection.windowClamp = chosen.clamp;
  connection.rcvWscale = chosen.shift;
}
