// What makes events happen that are no apps. Only the runner comes here, by `@packetloom/language/run`.
import type { EventRun } from '../define/eventRun.js';
import type { ChangeEvents, ChangeKind } from './index.js';
import { INJECT_RUN } from './inject/run.js';
import { IPTABLES_RUN } from './iptables/run.js';
import { JOIN_RUN, LEAVE_RUN } from './membership/run.js';
import { SCRIPT_RUN } from './script/run.js';
import { LINK_RUN, NODE_STATE_RUN, SEGMENT_RUN } from './set/run.js';

/** Every kind of event: one that nothing makes happen is an error of types. */
export const EVENT_RUNS: { readonly [Kind in ChangeKind]: EventRun<ChangeEvents[Kind]> } = {
  iptables: IPTABLES_RUN,
  inject: INJECT_RUN,
  link: LINK_RUN,
  segment: SEGMENT_RUN,
  'node-state': NODE_STATE_RUN,
  join: JOIN_RUN,
  leave: LEAVE_RUN,
  script: SCRIPT_RUN,
};
