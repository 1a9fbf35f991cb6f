// Sockets.
export type { IcmpListener, IcmpMessage } from './icmpMessage.js';
export type { PingSendOptions, PingSocketOptions } from './pingSocket.js';
export { PingSocket } from './pingSocket.js';
export type { RawSendOptions, RawSocketOptions } from './rawSocket.js';
export { RawSocket } from './rawSocket.js';
export type { ReceivedDatagram, ReceiveListener } from './received.js';
export type { BindOptions, SendOptions, UdpSocketOptions } from './udpSocket.js';
export { UdpSocket } from './udpSocket.js';
