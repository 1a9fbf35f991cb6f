// What happens at a time and is no app. What makes it happen stands in run.ts.
import type { EventFeature } from '../define/event.js';
import { INJECT } from './inject/index.js';
import { IPTABLES } from './iptables/index.js';
import { JOIN, LEAVE } from './membership/index.js';
import { SCRIPT } from './script/index.js';
import { SET } from './set/index.js';

/** Every such event, by its key, in the order of the reference. */
const LIST = {
  iptables: IPTABLES,
  inject: INJECT,
  set: SET,
  join: JOIN,
  leave: LEAVE,
  script: SCRIPT,
} as const;

type List = typeof LIST;

export type EventKey = keyof List;

type EventOf<Key extends EventKey> = NonNullable<ReturnType<List[Key]['normalise']>>;

/** An event that is no app, as it is run. */
export type ChangeEvent = EventOf<EventKey>;

/** What such an event is: some keys stand for several kinds. */
export type ChangeKind = ChangeEvent['kind'];

/** Each of them as it is run. */
export type ChangeEvents = {
  readonly [Kind in ChangeKind]: Extract<ChangeEvent, { readonly kind: Kind }>;
};

/** The same list: an event under another key than its own is an error of types. */
export const EVENTS: { readonly [Key in EventKey]: EventFeature<Key, EventOf<Key>> } = LIST;

export const EVENT_KEYS: readonly EventKey[] = Object.keys(EVENTS).filter(isEventKey);

function isEventKey(key: string): key is EventKey {
  return Object.hasOwn(EVENTS, key);
}
