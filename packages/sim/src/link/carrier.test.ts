import { describe, expect, it } from 'vitest';
import { routedNetwork, type Subnet } from '../../test/routedNetwork.js';

describe.each([
  ['a link', undefined, false],
  ['a link that is looked at', undefined, true],
  ['a segment', {}, false],
])('the carrier of %s', (_, segment, isLookedAt) => {
  it('is told to programs at its ends, once each time, when both directions have changed', () => {
    const subnet: Subnet = { hosts: ['a', 'b'], ...(segment === undefined ? {} : { segment }) };
    const { simulation } = routedNetwork([subnet]);
    const notified: string[] = [];
    for (const name of ['a', 'b']) {
      const host = simulation.host(name);
      host.addProcess({
        interfaceChanged: ({ hasCarrier }) => notified.push(`${name} ${hasCarrier}`),
      });
    }
    const [link] = simulation.links.values();
    if (isLookedAt) link?.forward.delivered$.subscribe(() => undefined);
    const [wire] = segment === undefined ? [link] : simulation.segments.values();
    wire?.setUp(false);
    wire?.setUp(true);
    expect(notified.slice(0, 2).sort()).toEqual(['a false', 'b false']);
    expect(notified.slice(2).sort()).toEqual(['a true', 'b true']);
  });
});
