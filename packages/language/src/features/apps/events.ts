// Types of apps: as they are run, and what is seen of them.
export type * from './common/scope.js';
export type { FlowEvent } from './flow/event.js';
export type { MulticastEvent, MulticastReceiver } from './multicast/event.js';
export type { MulticastReceiverScope, MulticastScope } from './multicast/fields.js';
export type { PingEvent } from './ping/event.js';
export type { PingScope } from './ping/fields.js';
export type { RawEvent } from './raw/event.js';
export type { ReplayEvent } from './replay/event.js';
export type { ReplayScope } from './replay/fields.js';
export type { RequestResponseEvent } from './requestResponse/event.js';
export type { RequestResponseScope } from './requestResponse/fields.js';
export type { TracerouteEvent } from './traceroute/event.js';
export type { HopScope, TracerouteScope } from './traceroute/fields.js';
export type { UdpEvent } from './udp/event.js';
