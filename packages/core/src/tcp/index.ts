// TCP (RFC 9293), as Linux speaks it. The engine knows no host: it takes segments, and gives segments to the
// network port.
//
// The folders are layers, from the top; each knows those below alone:
//
//   socket/       the calls of programs
//   engine/       which connection a segment belongs to, and what all connections of a host share
//   listen/       listeners, half-open requests, TIME_WAIT, answers without a connection
//   input/        what comes in, by state; acknowledgments; challenge ACKs; ICMP errors
//   timers/       what happens when a timer fires
//   lifecycle/    how connections begin and end
//   recovery/     scoreboard, RACK, loss recovery, undo
//   send/         the write queue, segmentation, retransmission, probes, ACKs
//   receive/      queues for the reader, SACK blocks, ACK policy, window and buffer tuning
//   control/      the transmission control block, its timers and estimates, what one ACK did
//   segments/     segments that come in, go out and wait; the buffers behind them
//   settings/     the choices between stacks, by the names of Linux's sysctls; options of sockets
//   congestion/   the port of congestion control, and Reno, CUBIC, DCTCP, BBR, fixed window
//   ports/        what the engine needs of the world around: network, observer, counters
//   protocol/     sequence numbers, states, errors
export type {
  AckSample,
  CongestionControl,
  CongestionControlFactory,
  CongestionEvent,
  CongestionWindow,
} from './congestion/congestionControl.js';
export { FixedWindow } from './congestion/fixedWindow.js';
export { CONGESTION_CONTROLS } from './congestion/registry.js';
export { Tcp } from './engine/tcp.js';
export type { OutgoingTcp, SegmentSpace, TcpNetwork } from './ports/network.js';
export type { TcpErrno } from './protocol/errno.js';
export { SegmentScratch } from './segments/segmentScratch.js';
export { LINUX_TCP, STANDARD_TCP, type TcpBehaviour } from './settings/behaviour.js';
export { type SysctlRefusal, withSysctl } from './settings/sysctls.js';
export { getSocketOption, maxSegmentOf, type OptionValue } from './socket/getOption.js';
export type { PollEvent } from './socket/poll.js';
export { setSocketOption } from './socket/setOption.js';
export type { TcpInfo } from './socket/tcpInfo.js';
export { TcpSocket } from './socket/tcpSocket.js';
