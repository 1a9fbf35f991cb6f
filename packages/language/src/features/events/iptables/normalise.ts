import type { Context } from '../../../context/context.js';
import type { EventInputs, Written } from '../../define/event.js';
import { checkNode, checkNoNic } from '../common/checks.js';
import type { IptablesEvent } from './event.js';

/** A change of rules, as it is run. */
export function normalise(
  { event, detail, atNs }: Written<'iptables'>,
  inputs: EventInputs,
  context: Context,
): IptablesEvent {
  const { node = '' } = event;
  checkNoNic(event, "'nic' does not go with iptables: rules say -i and -o", context);
  checkNode(event, node, inputs, context);
  return { kind: 'iptables', atNs, node, lines: inputs.filters.read(detail) };
}
