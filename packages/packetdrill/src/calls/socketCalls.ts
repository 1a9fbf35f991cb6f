// Making sockets, connecting them, giving them up.
import { TcpSocket } from '@packetloom/core';
import { constantOf } from './constants.js';
import { type TcpDescriptor, tcpDescriptor } from './descriptors.js';
import { BLOCKED, done, failed, fromErrno } from './outcome.js';
import type { Attempt, PreparedCall } from './systemCalls.js';

const SOCK_TYPE = 0xf;
const SOCK_STREAM = 1;
const NON_BLOCKING = 0x800;
const O_RDWR = 2;
const NO_LOWAT = 0xffffffff;

/** The number that the script gives to a new descriptor. */
function newDescriptor({ args, action }: PreparedCall): number {
  const { result } = action;
  return result.kind === 'number' && result.value >= 0
    ? result.value
    : args.unsupported(`a result of ${action.name} that is no file descriptor`);
}

export function createSocket(call: PreparedCall): Attempt {
  const { args, world } = call;
  const type = args.number(1);
  const protocol = args.at(2);
  const family = args.at(0);
  if (family.kind === 'word' && family.name !== 'AF_INET') args.unsupported(family.name);
  if (protocol.kind === 'word' && constantOf(protocol.name) === undefined)
    args.unsupported(protocol.name);
  if ((type & SOCK_TYPE) !== SOCK_STREAM) args.unsupported('sockets other than SOCK_STREAM');
  return () => {
    const fd = newDescriptor(call);
    const descriptor = tcpDescriptor(new TcpSocket(world.tcp), (type & NON_BLOCKING) !== 0);
    if (world.notsentLowat !== NO_LOWAT)
      descriptor.socket.options.notsentLowat = world.notsentLowat;
    world.descriptors.set(fd, descriptor);
    world.onSocket(descriptor);
    return done(fd);
  };
}

export function bind({ world, args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  const port = args.address(1)?.port ?? world.settings.bindPort;
  return () => {
    if (descriptor.boundPort !== 0) return failed('EINVAL');
    descriptor.boundPort = port;
    descriptor.socket.bind(port);
    return done(0);
  };
}

export function listen({ world, args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  const backlog = args.number(1);
  return () => {
    const errno = descriptor.socket.listen(backlog);
    if (errno !== null) return failed(errno);
    descriptor.isListening = true;
    world.onSocket(descriptor);
    return done(0);
  };
}

export function accept(call: PreparedCall, descriptor: TcpDescriptor): Attempt {
  const { world, args } = call;
  const flags = args.name === 'accept4' ? args.number(3, 0) : 0;
  return () => {
    const accepted = descriptor.socket.accept();
    if (accepted === 'EAGAIN' && !descriptor.nonBlocking) return BLOCKED;
    if (typeof accepted === 'string') return failed(accepted);
    const fd = newDescriptor(call);
    const made = tcpDescriptor(accepted, (flags & NON_BLOCKING) !== 0);
    world.descriptors.set(fd, made);
    world.onAccept(made);
    return done(fd);
  };
}

export function connect({ world, args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  const { remoteAddress: address, connectPort: port } = world.settings;
  const peer = args.address(1) ?? { address, port };
  let isBegun = false;
  return () => {
    if (!isBegun) world.onConnect(descriptor, peer);
    isBegun = true;
    const errno = descriptor.socket.connect(peer);
    const waits = errno === 'EINPROGRESS' || errno === 'EALREADY';
    return waits && !descriptor.nonBlocking ? BLOCKED : fromErrno(errno);
  };
}

export function close({ world, args }: PreparedCall): Attempt {
  const fd = args.number(0);
  return () => {
    const descriptor = world.descriptors.get(fd);
    if (descriptor === undefined) return failed('EBADF');
    world.descriptors.delete(fd);
    for (const other of world.descriptors.values()) {
      if (other.kind === 'epoll') other.epoll.remove(fd);
    }
    if (descriptor.kind === 'epoll') return done(0);
    if (descriptor.resetsOnClose) descriptor.socket.abort();
    else descriptor.socket.close();
    return done(0);
  };
}

const HOW = ['rd', 'wr', 'rdwr'] as const;

export function shutdown({ args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  const how = HOW[args.number(1)];
  return () => (how === undefined ? failed('EINVAL') : fromErrno(descriptor.socket.shutdown(how)));
}

export function fcntl({ args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  const command = args.word(1);
  if (command === 'F_GETFL')
    return () => done(O_RDWR | (descriptor.nonBlocking ? NON_BLOCKING : 0));
  if (command !== 'F_SETFL') args.unsupported(`fcntl ${command}`);
  const flags = args.number(2);
  return () => {
    descriptor.nonBlocking = (flags & NON_BLOCKING) !== 0;
    return done(0);
  };
}

export function ioctl({ args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  const request = args.word(1);
  const expected = args.at(2);
  return () => {
    const { inq, outq, notsent } = descriptor.socket.queues();
    const queues: Record<string, number> = {
      SIOCINQ: inq,
      FIONREAD: inq,
      SIOCOUTQ: outq,
      TIOCOUTQ: outq,
      SIOCOUTQNSD: notsent,
    };
    const value = queues[request] ?? args.unsupported(`ioctl ${request}`);
    if (expected.kind === 'ellipsis') return done(0);
    const wanted = args.numberOf(expected);
    return done(0, value === wanted ? null : `${request}: expected ${wanted}, came ${value}`);
  };
}
