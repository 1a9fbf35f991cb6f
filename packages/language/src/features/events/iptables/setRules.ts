import { applyIptables } from '@packetloom/core';
import type { Simulation } from '@packetloom/sim';
import type { IptablesLine } from '../../../document/filterRules.js';

/** Gives the packet filter of a node rules, which were checked. */
export function setRules(
  simulation: Simulation,
  node: string,
  lines: readonly IptablesLine[],
): void {
  for (const { text, command } of lines) {
    const error = applyIptables(simulation.host(node).packetFilter, command);
    if (error !== null) throw new Error(`rule of ${node}, ${text}, was refused: ${error.message}`);
  }
}
