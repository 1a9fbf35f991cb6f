// System calls by name. Each is prepared once, and tried until it does not block any more.
import type { CallAction } from '../language/script.js';
import { Arguments } from './arguments.js';
import type { TcpDescriptor } from './descriptors.js';
import { epollCreate, epollCtl, epollWait } from './epollCalls.js';
import { getsockopt, setsockopt } from './optionCalls.js';
import { type CallOutcome, failed } from './outcome.js';
import { poll } from './pollCall.js';
import { receive, receiveMessage, receiveVector } from './readCalls.js';
import {
  accept,
  bind,
  close,
  connect,
  createSocket,
  fcntl,
  ioctl,
  listen,
  shutdown,
} from './socketCalls.js';
import type { CallWorld } from './world.js';
import { send, sendMessage, sendVector } from './writeCalls.js';

/** One try of a call. */
export type Attempt = () => CallOutcome;

/** A call on what is no descriptor, or on none of its kind. */
export interface PreparedCall {
  readonly world: CallWorld;
  readonly args: Arguments;
  readonly action: CallAction;
}

type OnSocket = (call: PreparedCall, descriptor: TcpDescriptor, fd: number) => Attempt;

const ON_SOCKETS: Readonly<Record<string, OnSocket>> = {
  bind,
  listen,
  accept,
  accept4: accept,
  connect,
  read: (call, descriptor) => receive(call, descriptor, null),
  recv: (call, descriptor) => receive(call, descriptor, 3),
  recvfrom: (call, descriptor) => receive(call, descriptor, 3),
  readv: receiveVector,
  recvmsg: receiveMessage,
  write: (call, descriptor) => send(call, descriptor, null),
  send: (call, descriptor) => send(call, descriptor, 3),
  sendto: (call, descriptor) => send(call, descriptor, 3),
  writev: sendVector,
  sendmsg: sendMessage,
  shutdown,
  fcntl,
  ioctl,
  setsockopt,
  getsockopt,
};

const OTHERS: Readonly<Record<string, (call: PreparedCall) => Attempt>> = {
  socket: createSocket,
  close,
  poll,
  epoll_create: epollCreate,
  epoll_create1: epollCreate,
  epoll_ctl: epollCtl,
  epoll_wait: epollWait,
};

/** @throws {NotSupported} for a call that does not exist here */
export function prepareCall(world: CallWorld, action: CallAction, line: number): Attempt {
  const args = new Arguments(action, line);
  const call = { world, args, action };
  const other = OTHERS[action.name];
  if (other !== undefined) return other(call);
  const onSocket = ON_SOCKETS[action.name];
  if (onSocket === undefined) return args.unsupported(`the system call ${action.name}`);
  const fd = args.number(0);
  const descriptor = world.descriptors.get(fd);
  if (descriptor === undefined) return () => failed('EBADF');
  if (descriptor.kind !== 'tcp') return () => failed('ENOTSOCK');
  return onSocket(call, descriptor, fd);
}
