import type { Context } from '../../../context/context.js';
import type { Endpoint } from '../../../document/endpoint.js';
import type { OutputInputs, WrittenOutputs } from '../define/output.js';
import type { PcapngOutput } from './output.js';

const EVERY = '*';

/** A capture, as it is run; null without a NIC. */
export function normalise(
  written: WrittenOutputs,
  inputs: OutputInputs,
  context: Context,
): PcapngOutput | null {
  const nics = captureNics(written, inputs, context);
  return nics.length === 0 ? null : { nics, comments: written.comments ?? true };
}

/** NICs to capture at: those that are asked for, each once, in the order of the scenario's NICs. */
function captureNics(
  written: WrittenOutputs,
  { nics, nodeNames }: OutputInputs,
  context: Context,
): readonly Endpoint[] {
  const points = written.pcapng ?? [EVERY];
  const path = [...context.pathOf(written), 'pcapng'];
  const wanted = points.map((point) => {
    const [node = '', nic = EVERY] = point.split(':');
    return { node, nic };
  });
  for (const [index, { node, nic }] of wanted.entries()) {
    if (node === EVERY || !context.complete) continue;
    const ofNode = nics.filter((candidate) => candidate.node === node).map((found) => found.nic);
    if (!nodeNames.has(node)) {
      context.findings.unknown([...path, index], 'node', node, nodeNames);
    } else if (nic !== EVERY && !ofNode.includes(nic)) {
      context.findings.unknown([...path, index], `NIC of '${node}' called`, nic, ofNode);
    }
  }
  return nics.filter((nic) =>
    wanted.some(
      (point) =>
        point.node === EVERY ||
        (point.node === nic.node && (point.nic === EVERY || point.nic === nic.nic)),
    ),
  );
}
