import type { AddressNames } from '@packetloom/language';
import type { SimulationEvent } from '@packetloom/sim';

type StateEvent = SimulationEvent & { readonly type: 'tcp-state' };
type RetransmitEvent = SimulationEvent & { readonly type: 'tcp-retransmit' };

interface Line {
  readonly where: string;
  readonly what: string;
  readonly tone: 'neutral' | 'good' | 'bad';
}

/** What ended a connection, by the errno that its socket was told. */
const FAILURES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'is refused',
  ECONNRESET: 'is reset by the other end',
  EPIPE: 'is reset by the other end',
  ETIMEDOUT: 'gives up: no answer',
};

/** A change of state in words, or null where it says nothing new to a reader. */
export function tcpStateLine(event: StateEvent, nameOf: AddressNames): Line | null {
  const { host: where, from, state, error } = event;
  const name = connectionText(event, nameOf);
  if (error !== null && state === 'CLOSE') {
    return { where, what: `${name} ${FAILURES[error] ?? 'fails'} (${error})`, tone: 'bad' };
  }
  switch (state) {
    case 'SYN_SENT':
      return { where, what: `${name} sends SYN`, tone: 'neutral' };
    case 'ESTABLISHED':
      return { where, what: `${name} established`, tone: 'good' };
    case 'FIN_WAIT1':
    case 'LAST_ACK':
      return { where, what: `${name} sends FIN`, tone: 'neutral' };
    case 'TIME_WAIT':
      return { where, what: `${name} closed (TIME_WAIT)`, tone: 'neutral' };
    case 'CLOSE': {
      const aborts = from === 'ESTABLISHED' || from === 'CLOSE_WAIT';
      return { where, what: `${name} ${aborts ? 'aborts, sends RST' : 'closed'}`, tone: 'neutral' };
    }
    default:
      return null;
  }
}

const REASONS: Readonly<Record<RetransmitEvent['reason'], string>> = {
  'time-out': 'after a time-out',
  'fast-retransmit': 'as its loss is known',
  'loss-probe': 'as a loss probe',
};

/** That a segment is sent again, by why: equal lines are counted, so that numbers stay out of it. */
export function tcpRetransmitText(event: RetransmitEvent, nameOf: AddressNames): string {
  const what = event.sequence === 0 ? 'retransmits SYN' : 'retransmits a segment';
  return `${connectionText(event, nameOf)} ${what} ${REASONS[event.reason]}`;
}

function connectionText(
  { localPort, remote, remotePort }: StateEvent | RetransmitEvent,
  nameOf: AddressNames,
): string {
  return `TCP :${localPort} → ${nameOf(remote)}:${remotePort}`;
}
