// What makes apps run. Only the runner comes here, by `@packetloom/language/run`: the language itself carries none of
// it.
import type { AppRun } from '../define/appRun.js';
import { FLOW_RUN } from './flow/run.js';
import { FLOWS_RUN } from './flows/run.js';
import type { AppEvents, AppKind, AppScopes } from './index.js';
import { MULTICAST_RUN } from './multicast/run.js';
import { PING_RUN } from './ping/run.js';
import { RAW_RUN } from './raw/run.js';
import { REPLAY_RUN } from './replay/run.js';
import { REQUEST_RESPONSE_RUN } from './requestResponse/run.js';
import { TCP_RUN } from './tcp/run.js';
import { TRACEROUTE_RUN } from './traceroute/run.js';
import { UDP_RUN } from './udp/run.js';
import { WEB_RUN } from './web/run.js';

/** Every app: one that is missing is an error of types. */
export const APP_RUNS: { readonly [Kind in AppKind]: AppRun<AppEvents[Kind], AppScopes[Kind]> } = {
  ping: PING_RUN,
  traceroute: TRACEROUTE_RUN,
  udp: UDP_RUN,
  flow: FLOW_RUN,
  tcp: TCP_RUN,
  flows: FLOWS_RUN,
  'request-response': REQUEST_RESPONSE_RUN,
  web: WEB_RUN,
  replay: REPLAY_RUN,
  raw: RAW_RUN,
  multicast: MULTICAST_RUN,
};
