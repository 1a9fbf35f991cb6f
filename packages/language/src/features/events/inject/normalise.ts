import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import type { EventInputs, Written } from '../../define/event.js';
import { packetOf } from '../../packet/normalise.js';
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
  const { findings, complete, pathOf } = context;
  const checkHost = (name: string, path: DocumentPath) => {
    if (!inputs.nodeNames.has(name)) findings.unknown(path, 'node', name, inputs.nodeNames);
    else if (complete && inputs.nicsOf(name).size === 0) {
      findings.add({ path, message: `'${name}' has no address: no link ends at it` });
    }
  };
  const packet = packetOf(detail.packet, [...pathOf(detail), 'packet'], checkHost, context);
  return { kind: 'inject', atNs, node, nic: detail.nic, packet };
}
