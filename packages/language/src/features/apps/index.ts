// The apps of the language. What makes them run stands in run.ts.
import type { App } from '../define/app.js';
import { FLOW } from './flow/index.js';
import { FLOWS } from './flows/index.js';
import { MULTICAST } from './multicast/index.js';
import { PING } from './ping/index.js';
import { RAW } from './raw/index.js';
import { REPLAY } from './replay/index.js';
import { REQUEST_RESPONSE } from './requestResponse/index.js';
import { TCP } from './tcp/index.js';
import { TRACEROUTE } from './traceroute/index.js';
import { UDP } from './udp/index.js';
import { WEB } from './web/index.js';

/** Every app, by its key in an event, in the order of the reference. */
const LIST = {
  ping: PING,
  traceroute: TRACEROUTE,
  udp: UDP,
  flow: FLOW,
  tcp: TCP,
  flows: FLOWS,
  'request-response': REQUEST_RESPONSE,
  web: WEB,
  replay: REPLAY,
  raw: RAW,
  multicast: MULTICAST,
} as const;

type List = typeof LIST;

/** What an app is. */
export type AppKind = keyof List;

/** Each app as it is run. */
export type AppEvents = { readonly [Kind in AppKind]: ReturnType<List[Kind]['normalise']> };

/** What is seen of each app. */
export type AppScopes = { readonly [Kind in AppKind]: List[Kind]['idle'] };

/** Events that expectations see as `app.NAME`. */
export type AppEvent = AppEvents[AppKind];

/** An app at an instant. */
export type AppScope = AppScopes[AppKind];

/** The same list: an app under another key than its own is an error of types. */
export const APPS: { readonly [Kind in AppKind]: App<Kind, AppEvents[Kind], AppScopes[Kind]> } =
  LIST;

/** The kinds of apps, in the order of the reference. */
export const APP_KINDS: readonly AppKind[] = Object.keys(APPS).filter(isAppKind);

export function isAppKind(kind: string): kind is AppKind {
  return Object.hasOwn(APPS, kind);
}
