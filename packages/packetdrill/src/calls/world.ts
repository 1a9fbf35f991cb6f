// What system calls know of the run around them.
import type { Ipv4Address, Tcp } from '@packetloom/core';
import type { ScriptClock } from '../host/scriptClock.js';
import type { Settings } from '../host/settings.js';
import type { Descriptor, TcpDescriptor } from './descriptors.js';

export interface CallWorld {
  readonly tcp: Tcp;
  readonly clock: ScriptClock;
  readonly settings: Settings;
  /** `tcp_notsent_lowat`. */
  readonly notsentLowat: number;
  readonly descriptors: Map<number, Descriptor>;
  /** A socket is new, or packets without ports are about it from now on. */
  onSocket(descriptor: TcpDescriptor): void;
  /** It connects to a peer: before its SYN goes out. */
  onConnect(descriptor: TcpDescriptor, peer: { address: Ipv4Address; port: number }): void;
  onAccept(descriptor: TcpDescriptor): void;
}
