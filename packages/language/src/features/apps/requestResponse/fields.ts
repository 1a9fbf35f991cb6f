import { counts, type Field, field } from '../../../fields/types/field.js';
import type { TimesScope } from '../../../fields/types/scope.js';
import { TIMES } from '../../../fields/types/times.js';
import { counted } from '../../../quantity/counts.js';
import { ERRORS, FAILURES, jitterFields, messageFields, timesText } from '../common/fields.js';
import { type FlowScope, NOTHING_ONE_WAY } from '../common/scope.js';

/** Requests and their responses. */
export interface RequestResponseScope extends FlowScope {
  readonly kind: 'request-response';
  /** Datagrams with requests; over TCP, requests that were written. */
  readonly transmissions: number;
  /** TCP connections that were begun, and segments that the client sent again; 0 over UDP. */
  readonly connections: number;
  readonly retransmissions: number;
  readonly receivedBytes: number;
  /** From the first transmission of a request to its response. */
  readonly responseTime: TimesScope | null;
  /** Of requests, one way; so is the jitter. */
  readonly delay: TimesScope | null;
}

/** What is seen of one that has not begun. */
export const IDLE: RequestResponseScope = {
  kind: 'request-response',
  ...NOTHING_ONE_WAY,
  transmissions: 0,
  connections: 0,
  retransmissions: 0,
  responseTime: null,
};

/** What can be asked of `request-response`. */
export const FIELDS: readonly Field<RequestResponseScope>[] = [
  ...messageFields<RequestResponseScope>('requests', 'requests that were answered'),
  counts(
    'transmissions',
    'packets',
    'datagrams with requests, those sent again included; over TCP, requests that were written',
    ({ transmissions }) => transmissions,
  ),
  field('responseTime', {
    type: TIMES,
    description: 'times from the first transmission of a request to its response',
    read: ({ responseTime }) => responseTime,
    say: ({ responseTime }) => timesText('response time', responseTime),
  }),
  counts(
    'receivedBytes',
    'bytes',
    'octets of payload in first responses',
    (app) => app.receivedBytes,
  ),
  counts(
    'connections',
    'connections',
    'TCP connections that were begun; 0 over UDP',
    ({ connections }) => connections,
    ({ connections }) => (connections === 0 ? null : `over ${counted(connections, 'connection')}`),
  ),
  counts(
    'retransmissions',
    'segments',
    'segments of TCP that the client sent again, SYN and FIN among them; 0 over UDP',
    ({ retransmissions }) => retransmissions,
  ),
  ERRORS,
  FAILURES,
  field('delay', {
    type: TIMES,
    description:
      'one-way delays of requests; over TCP, from when one is written, or the SYN of the connection that is opened for it, to when the server has read it',
    read: ({ delay }) => delay,
  }),
  ...jitterFields('the one-way delays of requests'),
];
