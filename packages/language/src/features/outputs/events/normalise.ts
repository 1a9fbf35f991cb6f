import type { Context } from '../../../context/context.js';
import type { OutputInputs, WrittenOutputs } from '../define/output.js';
import type { EventsOutput } from './output.js';

/** A file of events, as it is run. */
export function normalise(
  { events: written }: WrittenOutputs,
  { nodeNames }: OutputInputs,
  { findings, pathOf }: Context,
): EventsOutput | null {
  if (written === undefined || written === false) return null;
  if (written === true) return { file: null, kinds: null, nodes: null };
  const { file = null, kinds = null, nodes = null } = written;
  for (const [index, node] of (nodes ?? []).entries()) {
    if (!nodeNames.has(node)) {
      findings.unknown([...pathOf(written), 'nodes', index], 'node', node, nodeNames);
    }
  }
  return { file, kinds, nodes };
}
