// TCP (RFC 9293), as Linux speaks it. The engine knows no host: it takes segments, and gives segments to the
// network port.
//
//   behaviour     the choices between stacks, by the names of Linux's sysctls
//   sysctls       those sysctls, by name and value
//   ports         what the engine needs of the network below
//   tcp           the engine: which connection a segment belongs to
//   connection/   the transmission control block, its timers, how connections begin and end
//   listen/       listeners, half-open requests, TIME_WAIT, answers without a connection
//   input/        what comes in, by state; acknowledgments; challenge ACKs; ICMP errors
//   receive/      queues for the reader, SACK blocks, ACK policy, window and buffer tuning
//   send/         the write queue, segmentation, retransmission, probes
//   recovery/     scoreboard, RACK, loss recovery, undo
//   congestion/   the port of congestion control, and Reno, CUBIC, DCTCP, fixed window
//   timers/       what happens when a timer fires
//   socket/       the calls of programs

export type {
  AckSample,
  CongestionControl,
  CongestionControlFactory,
  CongestionEvent,
  CongestionWindow,
} from './congestion/congestionControl.js';
export { FixedWindow } from './congestion/fixedWindow.js';
export { CONGESTION_CONTROLS } from './congestion/registry.js';
export type { OutgoingTcp, TcpNetwork } from './ports/network.js';
export type { TcpErrno } from './protocol/errno.js';
export { LINUX_TCP, STANDARD_TCP, type TcpBehaviour } from './settings/behaviour.js';
export { type SysctlRefusal, withSysctl } from './settings/sysctls.js';
export { getSocketOption, maxSegmentOf, type OptionValue } from './socket/getOption.js';
export type { PollEvent } from './socket/poll.js';
export { setSocketOption } from './socket/setOption.js';
export type { TcpInfo } from './socket/tcpInfo.js';
export { TcpSocket } from './socket/tcpSocket.js';
export { Tcp } from './tcp.js';
