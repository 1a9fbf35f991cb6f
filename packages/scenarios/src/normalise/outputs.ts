import type { ScenarioOutputs } from '../language/document.js';
import type { Endpoint } from '../language/endpoint.js';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';
import type { Context } from './context.js';

const EVERY = '*';

/** NICs to capture at: those that are asked for, each once, in the order of the scenario's NICs. */
export function normaliseOutputs(
  written: WrittenScenario['outputs'],
  nics: readonly Endpoint[],
  nodeNames: ReadonlySet<string>,
  context: Context,
): ScenarioOutputs {
  const points = written?.pcapng ?? [EVERY];
  const path = written === undefined ? [] : [...context.pathOf(written), 'pcapng'];
  const wanted = points.map((point) => {
    const [node = '', nic = EVERY] = point.split(':');
    return { node, nic };
  });
  for (const [place, { node, nic }] of wanted.entries()) {
    if (node === EVERY || !context.complete) continue;
    const ofNode = nics.filter((candidate) => candidate.node === node).map((found) => found.nic);
    if (!nodeNames.has(node)) {
      context.findings.unknown([...path, place], 'node', node, nodeNames);
    } else if (nic !== EVERY && !ofNode.includes(nic)) {
      context.findings.unknown([...path, place], `NIC of '${node}' called`, nic, ofNode);
    }
  }
  const pcapng = nics.filter((nic) =>
    wanted.some(
      (point) =>
        point.node === EVERY ||
        (point.node === nic.node && (point.nic === EVERY || point.nic === nic.nic)),
    ),
  );
  return { pcapng };
}
