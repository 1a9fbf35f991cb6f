import { describe, expect, it } from 'vitest';
import { outcomeOf, TWO_HOSTS } from '../../test/scenario.js';

/** TOS octets of what h1 and h2 send, but for IGMP. */
function typesOfService(event: string): number[] {
  const seen = new Set<number>();
  outcomeOf(`stop: 5s${TWO_HOSTS}\nevents:\n  - { at: 1s, ${event} }`, {
    onSimulation: ({ bus }) => {
      bus.eventsWithOctets$.subscribe((happened) => {
        if (happened.type !== 'transmitted' || happened.packet.protocol === 2) return;
        seen.add(happened.packet.octets?.[1] ?? -1);
      });
    },
  });
  return [...seen];
}

describe('dscp', () => {
  it.each([
    'udp: { from: h1, to: "h2:9", dscp: 46 }',
    'flow: { from: h1, to: "h2:9", udp: { rate: 64kbit, size: 160b }, dscp: 46, count: 2 }',
    'request-response: { from: h1, to: "h2:80", count: 2, dscp: 46 }',
    'multicast: { from: h1, group: 239.1.1.1, port: 9, receivers: [h2], join: 0s, dscp: 46 }',
  ])('stands in the upper six bits of the TOS octet both ways (RFC 2474): %s', (event) => {
    expect(typesOfService(event)).toEqual([46 << 2]);
  });

  it('is that of a ping', () => {
    expect(typesOfService('ping: { from: h1, to: h2, count: 1, dscp: 8 }')).toContain(8 << 2);
  });

  it('is 0 unless it is given', () => {
    expect(typesOfService('udp: { from: h1, to: "h2:9" }')).toEqual([0]);
  });
});
