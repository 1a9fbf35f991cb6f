// Sockets, and the transports behind them.

export type { IcmpListener, IcmpMessage } from '../ipv4/icmpMessage.js';
export type { PingSendOptions, PingSocketOptions } from '../ping/pingSocket.js';
export { PingSocket } from '../ping/pingSocket.js';
export type { RawSendOptions, RawSocketOptions } from '../raw/rawSocket.js';
export { RawSocket } from '../raw/rawSocket.js';
export type { ReceivedDatagram, ReceiveListener } from '../socket/received.js';
export {
  type TcpOfHost,
  TcpTransport,
  type TcpTransportOptions,
} from '../tcpTransport/tcpTransport.js';
export type { BindOptions, SendOptions, UdpSocketOptions } from '../udp/udpSocket.js';
export { UdpSocket } from '../udp/udpSocket.js';
export { type CounterName, hostCounterNames } from './counterNames.js';
export type { TransportFactory } from './protocols.js';
