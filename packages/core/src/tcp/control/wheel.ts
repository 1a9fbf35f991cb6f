// How late timers of the kernel's wheel are.
import type { TcpBehaviour } from '../settings/behaviour.js';

/** Ticks that the wheel's first level holds; each further level holds eight times as many. */
const FIRST_LEVEL = 63;

/** How long a timer takes that is armed for `ticks`, in nanoseconds. */
export function timerDelayNs(behaviour: TcpBehaviour, ticks: number): number {
  const tickNs = behaviour.tickMs * 1_000_000;
  if (!behaviour.timerWheel) return ticks * tickNs;
  let granule = 1;
  while (ticks >= FIRST_LEVEL * granule && granule < 512) granule *= 8;
  return ticks * tickNs + (granule * tickNs) / 2;
}
