import { type TcpBehaviour, withSysctl } from '@packetloom/core';
import type { Json } from '../vector/tcpVector.js';

/** A behaviour with the sysctls of a vector set; one that is not known here is an error. */
export function withSysctls(
  behaviour: TcpBehaviour,
  sysctls: Readonly<Record<string, Json>>,
): TcpBehaviour {
  let changed = behaviour;
  for (const [name, value] of Object.entries(sysctls)) {
    const next = withSysctl(changed, name, String(value));
    if (typeof next === 'string') throw new Error(`sysctl ${name} = ${String(value)}: ${next}`);
    changed = next;
  }
  return changed;
}
