import { ANY, isMulticast, parseIpv4Address } from '@packetloom/core';
import type { Context } from '../../../context/context.js';
import type { EventInputs, Written } from '../../define/event.js';
import { checkNic, checkNode, checkNoNic, nicStandsInside } from '../common/checks.js';
import type { MembershipEvent } from './event.js';

/** A NIC that joins or leaves, as it is run; null if the group is none. */
export function normaliseMembership<Kind extends 'join' | 'leave'>(
  kind: Kind,
  { event, detail, atNs }: Written<'join' | 'leave'>,
  inputs: EventInputs,
  context: Context,
): MembershipEvent<Kind> | null {
  const { node = '' } = event;
  checkNoNic(event, nicStandsInside(kind), context);
  checkNode(event, node, inputs, context);
  checkNic(node, detail, inputs, context);
  const group = parseIpv4Address(detail.group) ?? ANY;
  return isMulticast(group) ? { kind, atNs, node, nic: detail.nic, group } : null;
}
