// Reading from sockets.
import type { Expression } from '../language/script.js';
import { messageFlagsText } from './constants.js';
import type { TcpDescriptor } from './descriptors.js';
import { BLOCKED, type CallOutcome, done, failed } from './outcome.js';
import type { Attempt, PreparedCall } from './systemCalls.js';

const OOB = 1;
const PEEK = 2;
const DONTWAIT = 0x40;
const WAITALL = 0x100;
const KNOWN = OOB | PEEK | DONTWAIT | WAITALL | 0x4000;

/** `flagsIndex`: which argument the flags are; null for none. */
export function receive(
  { args }: PreparedCall,
  descriptor: TcpDescriptor,
  flagsIndex: number | null,
): Attempt {
  const flags = flagsIndex === null ? 0 : args.number(flagsIndex, 0);
  return receiving(args, descriptor, args.number(2), flags);
}

export function receiveVector({ args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  return receiving(args, descriptor, args.vectorLength(args.at(1)), 0);
}

/** Of control messages, the one that TCP_INQ asks for is known. */
export function receiveMessage({ args }: PreparedCall, descriptor: TcpDescriptor): Attempt {
  const message = args.at(1);
  const vector: Expression = args.field(message, 'msg_iov') ?? { kind: 'ellipsis' };
  const wantedInq = inqOf(args, args.field(message, 'msg_control'));
  const attempt = receiving(args, descriptor, args.vectorLength(vector), args.number(2, 0));
  return () => {
    const outcome = attempt();
    if (outcome.kind !== 'done') return outcome;
    const inq = descriptor.tellsInq ? inqHint(descriptor) : null;
    if (inq === wantedInq) return outcome;
    return done(
      outcome.value,
      `TCP_CM_INQ: expected ${wantedInq ?? 'none'}, came ${inq ?? 'none'}`,
    );
  };
}

function inqOf(args: PreparedCall['args'], control: Expression | undefined): number | null {
  const items = control?.kind === 'list' ? control.items : [];
  let wanted: number | null = null;
  for (const item of items) {
    const type = args.field(item, 'cmsg_type');
    const data = args.field(item, 'cmsg_data');
    const isInq = type?.kind === 'word' && type.name === 'TCP_CM_INQ' && data !== undefined;
    wanted = isInq
      ? args.numberOf(data)
      : args.unsupported(`a control message ${type?.kind === 'word' ? type.name : ''}`);
  }
  return wanted;
}

/** After the peer's FIN there is always something to read: the end. */
function inqHint({ socket }: TcpDescriptor): number {
  const { inq } = socket.queues();
  const ended = socket.poll().includes('RDHUP');
  return inq === 0 && ended ? 1 : inq;
}

function receiving(
  args: PreparedCall['args'],
  descriptor: TcpDescriptor,
  length: number,
  flags: number,
): Attempt {
  if ((flags & ~KNOWN) !== 0) args.unsupported(messageFlagsText(flags & ~KNOWN));
  const options = { oob: (flags & OOB) !== 0, peek: (flags & PEEK) !== 0 };
  const waits = !descriptor.nonBlocking && (flags & DONTWAIT) === 0;
  const waitsForAll = (flags & WAITALL) !== 0 && waits;
  let received = 0;
  return (): CallOutcome => {
    for (;;) {
      const result = descriptor.socket.receive(length - received, options);
      if (result === 'EAGAIN') {
        if (waits && (received === 0 || waitsForAll)) return BLOCKED;
        return received > 0 ? done(received) : failed('EAGAIN');
      }
      if (typeof result === 'string') return received > 0 ? done(received) : failed(result);
      received += result.octets.length;
      if (result.eof || received >= length || !waitsForAll) return done(received);
    }
  };
}
