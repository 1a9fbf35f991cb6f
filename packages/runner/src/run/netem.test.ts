import { describe, expect, it } from 'vitest';
import { scenario } from '../../test/scenario.js';
import { runScenario } from './runScenario.js';

const NODES = 'nodes: { a: { kind: host }, b: { kind: host } }';
const linkWith = (words: string, more = '') => `${NODES}
links: [{ name: l, endpoints: ["a:eth0", "b:eth0"], netem: ${words}${more} }]
`;
const flow = (count: number, intervalMs: number, dscp = '') =>
  `{ at: 1s, name: f, udp: { from: a, to: "b:9", count: ${count}, interval: ${intervalMs}ms${dscp} } }`;

/** Counts of the way from a to b. */
function forward(text: string, seed = 1) {
  const [link] = runScenario(scenario(text), { seed }).links;
  if (link === undefined) throw new Error('the scenario has a link');
  return link.forward;
}

describe('words of netem in a scenario', () => {
  it.each([
    ['100', 'delay 1000ms limit 100', 400],
    ['1,000 by default', 'delay 10s', 0],
  ])('limit what is delayed: %s', (_, words, dropped) => {
    const { drops } = forward(`${linkWith(words)}events: [${flow(500, 1)}]`);
    expect(drops['queue-full'] ?? 0).toBe(dropped);
  });

  it('limit 1,000 packets where more are delayed', () => {
    const { drops, deliveredPackets } = forward(
      `${linkWith('delay 10s')}events: [${flow(1500, 1)}]`,
    );
    expect(drops).toEqual({ 'queue-full': 500 });
    expect(deliveredPackets).toBe(1000);
  });

  it('lose with a correlation from the first packet on as later', () => {
    const lost = Array.from({ length: 200 }, (_, seed) =>
      forward(`${linkWith('loss 5% 99%')}events: [${flow(1, 1)}]`, seed).drops.loss === 1 ? 1 : 0,
    ).reduce((sum: number, one) => sum + one, 0);
    // With a start at 0, all of them; from a random start, 4.5 %.
    expect(lost).toBeLessThan(30);
  });

  it('can be changed by an event, with keys beside them', () => {
    const change = '{ at: 1.5s, link: l, set: { netem: loss 100%, delay: 5ms } }';
    const { drops, deliveredPackets } = forward(
      `${linkWith('delay 1s limit 100')}events: [${flow(1000, 1)}, ${change}]`,
    );
    // 100 in flight, 400 without a place until the change, then all lost.
    expect({ drops, deliveredPackets }).toEqual({
      drops: { 'queue-full': 400, loss: 500 },
      deliveredPackets: 100,
    });
  });

  it('count overheads at the rate', () => {
    const endOf = (words: string) =>
      runScenario(scenario(`${linkWith(words)}events: [${flow(100, 1)}]`)).simulatedNs;
    // 1,000 octets more, 100 times, at 1 Mbit/s.
    expect(endOf('rate 1mbit 1200') - endOf('rate 1mbit 200')).toBe(800_000_000);
  });

  it('let packets come in slots', () => {
    const { simulatedNs } = runScenario(
      scenario(`${linkWith('slot 50ms packets 1')}events: [${flow(10, 1)}]`),
    );
    // The first comes long after a slot opened, so it waits for the next; then one each 50 ms.
    expect(simulatedNs).toBe(1_000_000_000 + 10 * 50_000_000);
  });
});
