import type { IptablesLine } from '../../../document/filterRules.js';
import type { EventBase } from '../../define/event.js';

/** A change of the packet filter of a node. */
export interface IptablesEvent extends EventBase<'iptables'> {
  readonly node: string;
  readonly lines: readonly IptablesLine[];
}
