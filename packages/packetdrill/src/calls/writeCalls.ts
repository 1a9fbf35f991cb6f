// Writing to sockets. A blocking call returns when all is taken.
import type { Expression } from '../language/script.js';
import { messageFlagsText } from './constants.js';
import type { TcpDescriptor } from './descriptors.js';
import { BLOCKED, done, failed } from './outcome.js';
import type { Attempt, PreparedCall } from './systemCalls.js';

const OOB = 1;
const DONTWAIT = 0x40;
const MORE = 0x8000;
const WAKING: ReadonlySet<string> = new Set(['OUT', 'ERR', 'HUP']);
const EOR = 0x80;
/** The octets go out as others do; the notifications stand in the error queue, which is not read here. */
const ZEROCOPY = 0x4000000;
/** More than any send buffer takes at once. */
const MOST = 2 ** 26;
const KNOWN = OOB | DONTWAIT | MORE | EOR | ZEROCOPY | 0x4000 | 4;

/** `flagsIndex`: which argument the flags are; null for none. */
export function send(
  { args }: PreparedCall,
  descriptor: TcpDescriptor,
  flagsIndex: number | null,
): Attempt {
  const buffer = args.at(1);
  const otherwise = buffer.kind === 'string' ? buffer.text.length : undefined;
  const flags = flagsIndex === null ? 0 : args.number(flagsIndex, 0);
  return sending(args, descriptor, args.number(2, otherwise), flags);
}

export function sendVector({ args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  return sending(args, descriptor, args.vectorLength(args.at(1)), 0);
}

export function sendMessage({ args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  const message = args.at(1);
  const vector: Expression = args.field(message, 'msg_iov') ?? { kind: 'ellipsis' };
  const control = args.field(message, 'msg_control');
  if (control?.kind === 'list' && control.items.length > 0)
    args.unsupported('msg_control of sendmsg');
  return sending(args, descriptor, args.vectorLength(vector), args.number(2, 0));
}

function sending(
  args: PreparedCall['args'],
  descriptor: TcpDescriptor,
  length: number,
  flags: number,
): Attempt {
  if ((flags & ~KNOWN) !== 0) args.unsupported(messageFlagsText(flags & ~KNOWN));
  const options = {
    more: (flags & MORE) !== 0,
    oob: (flags & OOB) !== 0,
    eor: (flags & EOR) !== 0,
  };
  const waits = !descriptor.nonBlocking && (flags & DONTWAIT) === 0;
  let taken = 0;
  let sleeps = false;
  return () => {
    // Who sleeps is woken when a third of the buffer is free, not when a little is.
    if (sleeps && !descriptor.socket.poll().some((event) => WAKING.has(event))) return BLOCKED;
    while (taken < length) {
      const result = descriptor.socket.send(
        new Uint8Array(Math.min(length - taken, MOST)),
        options,
      );
      if (result === 'EAGAIN') {
        sleeps = waits;
        if (waits) return BLOCKED;
        return taken > 0 ? done(taken) : failed('EAGAIN');
      }
      if (typeof result === 'string') return taken > 0 ? done(taken) : failed(result);
      taken += result;
      if (!waits) break;
    }
    return done(taken);
  };
}
