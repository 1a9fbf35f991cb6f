import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';

const NETWORK = `generate: { star: { leaves: 3, hosts: 1, link: { delay: 1ms, rate: unlimited } } }
events:
  - { at: 1s, name: f, pairs: each, ping: { from: hosts, to: hub, count: 2, interval: 10ms } }
  - { at: 2s, name: g, udp: { from: leaf1-host1, to: "leaf2-host1:9", count: 5, interval: 1ms } }
  - { at: 3s, name: never, ping: { from: leaf1-host1, to: 203.0.113.9, count: 3, timeout: 1s } }
`;

/** What becomes of expectations: true, false, or why there is no value. */
function verdicts(...expressions: readonly string[]) {
  const list = expressions.map((that) => `  - that: ${JSON.stringify(that)}\n`).join('');
  const { expectations } = outcomeOf(`${NETWORK}expect:\n${list}`);
  return expectations.map(({ passed, error }) => error ?? passed);
}

describe('things found by a pattern', () => {
  it('are lists, whose parts are lists', () => {
    expect(
      verdicts(
        'apps("f_*").size() == 3 && apps("f_*").received == [2, 2, 2]',
        'apps("f_*").received.sum() == 6 && apps("*").sent.sum() == 6 + 5 + 3',
        'apps("f_*").all(a, a.lost == 0) && apps("g").exists_one(a, a.received == 5)',
        'apps("f_*").rtt.max.max() == duration("4ms") && apps("f_*").rtt.mean.p99 == duration("4ms")',
        'nodes("leaf*-host*").ip.packetsSent.sum() >= 9 && nodes("hub").size() == 1',
        'links("leaf1*").forward.sent.min() >= 2',
        'apps("f_*").lossRatio.max() == 0.0 && apps("f_*").received.mean() == 2.0',
      ),
    ).toEqual([true, true, true, true, true, true, true]);
  });

  it('have no value where one of them has none', () => {
    expect(verdicts('apps("*e*").rtt.max.max() > duration("0s")')).toEqual([
      'no reply came, so there is no time',
    ]);
  });
});

describe('statistics', () => {
  it('are of lists and of times', () => {
    expect(
      verdicts(
        '[3, 1, 2].sum() == 6 && [3, 1, 2].min() == 1 && [3, 1, 2].max() == 3 && [3, 1].mean() == 2.0',
        '[4, 1, 3, 2].quantile(0.5) == 2 && [4, 1, 3, 2].quantile(0.0) == 1 && [4, 1, 3, 2].quantile(1.0) == 4',
        '[0.5, 1.5].sum() == 2.0 && [duration("1s"), duration("3s")].mean() == duration("2s")',
        'app.g.delay.quantile(0.5) == app.g.delay.p50 && app.g.delay.quantile(1.0) == app.g.delay.max',
        'app.g.delay.quantile(0.0) == app.g.delay.min && app.g.delay.quantile(0.3).within(duration("4ms"), "1%")',
        'capture["hub:eth0"].size() >= 0 && app.f_1.rtt.quantile(0.25) == duration("4ms")',
      ),
    ).toEqual([true, true, true, true, true, true]);
  });

  it('have no value of nothing, or for what is no share', () => {
    expect(
      verdicts(
        'app.g.errors.map(e, e.mtu).max() == 1',
        'app.g.delay.quantile(app.g.delay.count * 1.0) > duration("0s")',
      ),
    ).toEqual([
      'max() of a list with nothing in it',
      'quantile() takes a share from 0 to 1, such as 0.999',
    ]);
  });
});

describe('tolerances', () => {
  it('are numbers, durations or shares, both ends included', () => {
    expect(
      verdicts(
        'app.g.received.within(6, 1) && !app.g.received.within(7, 1) && app.g.received.within(5, 0)',
        'app.f_1.rtt.mean.within(duration("5ms"), duration("1ms")) && app.f_1.rtt.mean.within(duration("5ms"), "20%")',
        '!app.f_1.rtt.mean.within(duration("5ms"), "19.9%") && (-5).within(-6, "20%")',
        'app.g.received.between(5, 9) && app.g.received.between(1, 5) && !app.g.received.between(6, 9)',
        'app.g.lossRatio.between(0, 0.1) && app.g.delay.mean.between(duration("1ms"), duration("9ms"))',
      ),
    ).toEqual([true, true, true, true, true]);
  });
});
