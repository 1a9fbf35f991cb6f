import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';
import { timelineLines } from '../report/outcomeSections.js';
import { PLAIN } from '../text/style.js';

const MULTICAST = `
nodes: { s: { kind: host }, r: { kind: router }, m: { kind: host } }
links:
  - { endpoints: ["s:eth0", "r:eth0"] }
  - { name: last, endpoints: ["r:eth1", "m:eth0"] }
events:
  - { at: 1s, node: m, join: { nic: eth0, group: 239.1.1.1 } }
  - { at: 2s, link: last, set: { up: false } }
  - { at: 2.5s, node: m, leave: { nic: eth0, group: 239.1.1.1 } }
stop: 3s`;

const reported = (timeline: true | 'with-control') => outcomeOf(MULTICAST, { timeline }).timeline;

describe('the timeline of a run with multicast', () => {
  it('leaves out the everyday work of IGMP, and says how many lines', () => {
    const timeline = reported(true);
    expect(timeline.entries.map(({ where, what }) => `${where} ${what}`)).toEqual([
      'm eth0 joins 239.1.1.1',
      'r eth1 has members of 239.1.1.1',
      'last loses IGMP m → 224.0.0.2, 32 bytes: link-down',
      'm eth0 leaves 239.1.1.1',
    ]);
    const lines = timelineLines(timeline.entries, timeline, PLAIN);
    expect(lines.at(-1)).toBe(
      `… ${timeline.control} lines about IGMP not shown (--control shows them) …`,
    );
  });

  it('shows it when asked, nothing else', () => {
    const [short, long] = [reported(true), reported('with-control')];
    const lines = long.entries.reduce((sum, { times = 1 }) => sum + times, 0);
    expect(lines).toBe(short.entries.length + short.control);
    expect(long.control).toBe(0);
    expect(long.entries).toContainEqual(
      expect.objectContaining({ where: 'r', what: 'eth0 joins 224.0.0.2' }),
    );
    expect(timelineLines(long.entries, long, PLAIN).join()).not.toContain('--control');
  });
});
