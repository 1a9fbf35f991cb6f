import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import { formatOctets, readOctets } from '../../../quantity/octets.js';
import type { EventInputs, Written } from '../../define/event.js';
import { checkNic, checkNode, checkNoNic, nicStandsInside } from '../common/checks.js';
import type { InjectEvent } from './event.js';

/** A packet that appears, as it is run. */
export function normalise(
  { event, detail, atNs }: Written<'inject'>,
  inputs: EventInputs,
  context: Context,
): InjectEvent {
  const { node = '' } = event;
  checkNoNic(event, nicStandsInside('inject'), context);
  checkNode(event, node, inputs, context);
  checkNic(node, detail, inputs, context);
  const octets = formatOctets(accepted(readOctets(detail.packet)));
  return { kind: 'inject', atNs, node, nic: detail.nic, octets };
}
