// Types of events that are no apps, as they are run.
export type { InjectEvent } from './inject/event.js';
export type { IptablesEvent } from './iptables/event.js';
export type { MembershipEvent } from './membership/event.js';
export type { ScriptEvent } from './script/event.js';
export type { LinkEvent, NodeStateEvent, SegmentEvent } from './set/event.js';
