import type { Context } from '../../../context/context.js';
import type { ScenarioEvent as WrittenEvent } from '../../../schema/generated/writtenScenario.js';
import type { EventInputs } from '../../define/event.js';

/** Tells of a node that does not exist. */
export function checkNode(
  event: WrittenEvent,
  node: string,
  { nodeNames }: EventInputs,
  { findings, pathOf }: Context,
): void {
  if (!nodeNames.has(node)) findings.unknown([...pathOf(event), 'node'], 'node', node, nodeNames);
}

/** Tells of a NIC that the node does not have. */
export function checkNic(
  node: string,
  detail: { readonly nic: string },
  { nodeNames, nicsOf }: EventInputs,
  { findings, pathOf, complete }: Context,
): void {
  const nics = nicsOf(node);
  if (!nodeNames.has(node) || nics.has(detail.nic) || !complete) return;
  findings.unknown([...pathOf(detail), 'nic'], `NIC of '${node}' called`, detail.nic, nics);
}

/** What is written beside an injection or a membership says whose it is; the NIC stands inside. */
export function checkNoNic(
  event: WrittenEvent,
  message: string,
  { findings, pathOf }: Context,
): void {
  if (event.nic !== undefined) {
    findings.add({ path: [...pathOf(event), 'nic'], about: 'key', message });
  }
}

/** The same of events that have a key for the NIC themselves. */
export function nicStandsInside(key: string): string {
  return `'nic' stands inside of ${key}; beside node it goes with set`;
}
