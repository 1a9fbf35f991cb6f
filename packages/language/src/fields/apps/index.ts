import {
  type BoundRecord,
  bound,
  type Field,
  type RecordInfo,
  type ValueVisitor,
} from '../types/field.js';
import { sentence } from '../types/phrases.js';
import type { AppKind, AppScope, AppScopes, MulticastReceiverScope } from '../types/scope.js';
import { FLOW_FIELDS, RAW_FIELDS, REPLAY_FIELDS } from './flow.js';
import { MULTICAST_FIELDS, RECEIVER_FIELDS } from './multicast.js';
import { PING_FIELDS } from './ping.js';
import { REQUEST_RESPONSE_FIELDS } from './requestResponse.js';
import { TRACEROUTE_FIELDS } from './traceroute.js';

interface AppTable<Scope> {
  /** What it is, with its article. */
  readonly what: string;
  readonly fields: readonly Field<Scope>[];
}

/** Every kind of app: one that is missing is an error of types. */
const APPS: { readonly [Kind in AppKind]: AppTable<AppScopes[Kind]> } = {
  ping: { what: 'a ping', fields: PING_FIELDS },
  traceroute: { what: 'a traceroute', fields: TRACEROUTE_FIELDS },
  udp: { what: 'a UDP flow', fields: FLOW_FIELDS },
  flow: { what: 'a flow', fields: FLOW_FIELDS },
  'request-response': { what: 'a request-response app', fields: REQUEST_RESPONSE_FIELDS },
  replay: { what: 'a replay', fields: REPLAY_FIELDS },
  raw: { what: 'a raw packet', fields: RAW_FIELDS },
  multicast: { what: 'a multicast stream', fields: MULTICAST_FIELDS },
};

export const APP_KINDS: readonly AppKind[] = Object.keys(APPS).filter(isAppKind);

function isAppKind(kind: string): kind is AppKind {
  return Object.hasOwn(APPS, kind);
}

/** What is known of an app before it begins. */
export function appInfo(kind: AppKind): RecordInfo {
  const { what, fields } = APPS[kind];
  return { kind: 'record', what, fields };
}

/** The fields of an app. */
export function boundApp<Out>(app: AppScope, visitor: ValueVisitor<Out>): BoundRecord<Out> {
  return boundOf(app.kind, app, visitor);
}

function boundOf<Kind extends AppKind, Out>(
  kind: Kind,
  app: AppScopes[Kind],
  visitor: ValueVisitor<Out>,
): BoundRecord<Out> {
  return bound(APPS[kind].fields, app, visitor);
}

/** What came of an app, in a line. */
export function appLine(app: AppScope): string {
  return lineOf(app.kind, app);
}

function lineOf<Kind extends AppKind>(kind: Kind, app: AppScopes[Kind]): string {
  return sentence(APPS[kind].fields, app);
}

/** What came to a receiver of a stream, in a line. */
export function receiverLine(receiver: MulticastReceiverScope): string {
  return sentence(RECEIVER_FIELDS, receiver);
}
