import { describe, expect, it } from 'vitest';
import { linksKeepTime } from '../invariants/links.js';
import { record } from './recording.js';

describe('what is known of a network', () => {
  it('counts links as changing whose sender goes down with packets in the queue', () => {
    const recording = record({
      schema: 1,
      name: 'down',
      nodes: { n1: { kind: 'host' }, n2: { kind: 'host' } },
      links: [{ endpoints: ['n1:eth0', 'n2:eth0'], rate: '9999kbit' }],
      events: [
        { at: '0s', ping: { from: 'n1', to: 'n2', count: 3, interval: '1us', size: 9 } },
        { at: '11us', node: 'n1', set: { up: false } },
      ],
    });
    const lost = recording.events.filter(({ type }) => type === 'link-dropped');
    expect(lost).toHaveLength(2);
    const { directions } = recording.network;
    expect([...directions.values()].map(({ from, changes }) => [from, changes])).toEqual([
      ['n1:eth0', true],
      ['n2:eth0', false],
    ]);
    expect(linksKeepTime.check(recording)).toBeNull();
  });
});
