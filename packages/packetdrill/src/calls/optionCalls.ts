// setsockopt(2) and getsockopt(2).
import { CONGESTION_CONTROLS, maxSegmentOf, setSocketOption } from '@packetloom/core';
import { tcpInfoValue } from '../code/tcpInfoNames.js';
import type { Expression } from '../language/script.js';
import type { Arguments } from './arguments.js';
import { errnoNumber } from './constants.js';
import type { TcpDescriptor } from './descriptors.js';
import { done, fromErrno } from './outcome.js';
import type { Attempt, PreparedCall } from './systemCalls.js';

/** Options that change nothing about what TCP sends and tells here. */
const WITHOUT_EFFECT = new Set([
  'SO_REUSEPORT',
  'SO_PRIORITY',
  'SO_MARK',
  'SO_DEBUG',
  'SO_BINDTODEVICE',
  'SO_BROADCAST',
  'SO_INCOMING_CPU',
  'SO_BUSY_POLL',
  'SO_ZEROCOPY',
  'IP_RECVTOS',
  'IP_RECVTTL',
  'IP_BIND_ADDRESS_NO_PORT',
  'IP_FREEBIND',
  'IP_TRANSPARENT',
]);
const SAME_AS: Readonly<Record<string, string>> = {
  SO_RCVBUFFORCE: 'SO_RCVBUF',
  SO_SNDBUFFORCE: 'SO_SNDBUF',
};

export function setsockopt({ args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  const name = args.word(2);
  const value = args.at(3);
  if (name === 'SO_LINGER') return setLinger(args, descriptor, value);
  const setting = value.kind === 'string' ? value.text : settingOf(args, value);
  if (name === 'TCP_CONGESTION' && !CONGESTION_CONTROLS.has(`${setting}`)) {
    args.unsupported(`the congestion control ${setting}`);
  }
  return () => {
    descriptor.options.set(name, setting);
    if (WITHOUT_EFFECT.has(name)) return done(0);
    if (name === 'TCP_INQ') {
      descriptor.tellsInq = setting !== 0;
      return done(0);
    }
    const errno = setSocketOption(descriptor.socket, SAME_AS[name] ?? name, setting);
    if (errno === 'ENOPROTOOPT') args.unsupported(`the socket option ${name}`);
    return fromErrno(errno);
  };
}

/** A number, or the congestion control that a word names. */
function settingOf(args: Arguments, value: Expression): number | string {
  if (value.kind === 'ellipsis') args.unsupported('a value of setsockopt that is not written');
  const [only] = value.kind === 'list' ? value.items : [];
  if (only?.kind === 'string') return only.text;
  return args.numberOf(value);
}

function setLinger(args: Arguments, descriptor: TcpDescriptor, value: Expression): Attempt {
  const [item = value] = value.kind === 'list' ? value.items : [value];
  const [onoff, linger] = [args.field(item, 'onoff'), args.field(item, 'linger')];
  if (onoff === undefined || linger === undefined) args.unsupported('this value of SO_LINGER');
  const isOn = args.numberOf(onoff) !== 0;
  const time = args.numberOf(linger);
  if (isOn && time !== 0) args.unsupported('SO_LINGER with a time');
  return () => {
    descriptor.resetsOnClose = isOn;
    return done(0);
  };
}

export function getsockopt({ args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  const name = args.word(2);
  const expected = args.at(3);
  if (name === 'TCP_INFO') return getTcpInfo(args, descriptor, expected);
  return () => {
    const value = optionOf(args, descriptor, name);
    if (expected.kind === 'ellipsis') return done(0);
    const [only] = expected.kind === 'list' ? expected.items : [];
    const text =
      expected.kind === 'string' ? expected.text : only?.kind === 'string' ? only.text : null;
    const wanted = text ?? args.numberOf(expected);
    return done(0, value === wanted ? null : `${name}: expected ${wanted}, came ${value}`);
  };
}

/** TCP_INFO: the fields that the script names, as `{tcpi_unacked=2, tcpi_snd_cwnd=10}`. */
function getTcpInfo(args: Arguments, descriptor: TcpDescriptor, expected: Expression): Attempt {
  const [item = expected] = expected.kind === 'list' ? expected.items : [expected];
  if (item.kind !== 'struct' && item.kind !== 'ellipsis')
    args.unsupported('this value of TCP_INFO');
  const fields = item.kind === 'struct' ? item.fields : [];
  return () => {
    for (const { name, value } of fields) {
      if (value.kind === 'ellipsis') continue;
      const came = tcpInfoValue(name, descriptor.socket);
      if (came === undefined) args.unsupported(`the field ${name} of TCP_INFO`);
      const wanted = numberOfField(args, value, descriptor);
      if (came !== wanted) return done(0, `TCP_INFO: ${name}: expected ${wanted}, came ${came}`);
    }
    return done(0);
  };
}

/** A number, or a constant of the kernel such as TCP_ESTABLISHED. */
function numberOfField(args: Arguments, value: Expression, { socket }: TcpDescriptor): number {
  const named = value.kind === 'word' ? tcpInfoValue(value.name, socket) : undefined;
  return typeof named === 'number' ? named : args.numberOf(value);
}

function optionOf(args: Arguments, descriptor: TcpDescriptor, name: string): number | string {
  const { socket, options } = descriptor;
  const { options: own, behaviour } = socket;
  switch (name) {
    case 'SO_ERROR': {
      const error = socket.takeError();
      return error === null ? 0 : (errnoNumber(error) ?? args.unsupported(error));
    }
    case 'TCP_MAXSEG':
      return maxSegmentOf(socket);
    case 'SO_SNDBUF':
      return own.sndbuf;
    case 'SO_RCVBUF':
      return own.rcvbuf;
    case 'SO_RCVLOWAT':
      return own.rcvlowat;
    case 'TCP_CONGESTION':
      return own.congestionControl;
    case 'TCP_NODELAY':
      return own.nagle & 1;
    case 'TCP_CORK':
      return (own.nagle & 2) >> 1;
    case 'TCP_NOTSENT_LOWAT':
      return own.notsentLowat;
    case 'SO_KEEPALIVE':
      return own.keepalive ? 1 : 0;
    case 'TCP_KEEPIDLE':
      return own.keepIdleS || behaviour.keepaliveTimeS;
    case 'TCP_KEEPINTVL':
      return own.keepIntervalS || behaviour.keepaliveIntervalS;
    case 'TCP_KEEPCNT':
      return own.keepProbes || behaviour.keepaliveProbes;
    case 'TCP_USER_TIMEOUT':
      return own.userTimeoutMs;
    case 'TCP_WINDOW_CLAMP':
      return own.windowClamp;
    case 'IP_TOS':
      return own.tos;
    case 'IP_TTL':
      return own.ttl;
    case 'SO_TYPE':
      return 1;
    case 'TCP_INQ':
      return descriptor.tellsInq ? 1 : 0;
    default:
      return options.get(name) ?? args.unsupported(`the socket option ${name}`);
  }
}
