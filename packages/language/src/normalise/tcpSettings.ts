import { LINUX_TCP, STANDARD_TCP, type TcpBehaviour } from '@packetloom/core';
import { tcpChangesOf } from '../features/apps/common/tcpChanges.js';
import { speaksTcp } from '../features/apps/normaliseApp.js';
import type { TcpSettings, WrittenScenario } from '../schema/generated/writtenScenario.js';

/** Whether nodes speak TCP: some app does, or somebody said how. */
export function usesTcp({ nodes = {}, defaults, events = [] }: WrittenScenario): boolean {
  if (defaults?.node?.tcp !== undefined) return true;
  if (events.some(speaksTcp)) return true;
  return Object.values(nodes).some(({ tcp }) => tcp !== undefined);
}

/** How the TCP of a node behaves, as the core takes it; the defaults hold for what the node leaves open. */
export function tcpBehaviourOf(defaults: TcpSettings, own: TcpSettings): TcpBehaviour {
  const written = { ...defaults, ...own };
  const { stack, congestion } = written;
  return {
    ...(stack === 'linux' ? LINUX_TCP : STANDARD_TCP),
    ...(congestion === undefined ? {} : { congestionControl: congestion }),
    ...tcpChangesOf(written),
  };
}
