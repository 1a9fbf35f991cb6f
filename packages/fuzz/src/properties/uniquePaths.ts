import type { WrittenScenario } from '@packetloom/language';

/**
 * Whether no two sets of links can have the same delay, so that only one way is the shortest: each link has a longer
 * one than all faster links together.
 */
export function hasUniquePaths({ links = [] }: WrittenScenario): boolean {
  const delays = links.flatMap((link) => {
    const forward = microseconds(link.delay);
    const reverse = link.reverse?.delay ?? link.delay;
    return microseconds(reverse) === forward ? [forward] : [Number.NaN];
  });
  let sum = 0;
  for (const delay of delays.toSorted((one, other) => one - other)) {
    if (!(delay > sum)) return false;
    sum += delay;
  }
  return true;
}

type WrittenDelay = NonNullable<WrittenScenario['links']>[number]['delay'];

/** A delay as generated scenarios write it; without one, that of the default. */
function microseconds(delay: WrittenDelay = '1000us'): number {
  const mean = typeof delay === 'object' ? delay.mean : delay;
  const [, number] = /^(\d+)us$/.exec(mean) ?? [];
  return Number(number);
}
