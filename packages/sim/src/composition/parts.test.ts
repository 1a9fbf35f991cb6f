import { ContainerModule } from 'inversify';
import { expect, it } from 'vitest';
import { DATAGRAMS, pairs } from '../../test/pairs.js';
import { PointToPointLink } from '../link/pointToPointLink.js';
import { VirtualClock } from '../time/virtualClock.js';
import { TOKENS } from './tokens.js';

const MS = 1_000_000;

it('the clock is replaced by rebinding one token', () => {
  class CountingClock extends VirtualClock {
    scheduled = 0;
    override schedule(...timer: Parameters<VirtualClock['schedule']>): number {
      this.scheduled++;
      return super.schedule(...timer);
    }
  }
  const clock = new CountingClock();
  const module = new ContainerModule(({ rebind }) => {
    rebind(TOKENS.clock).toConstantValue(clock);
  });
  const { simulation, flows } = pairs([{}], { modules: [module] });
  expect(simulation.clock).toBe(clock);
  expect(clock.scheduled).toBeGreaterThan(0);
  expect(flows[0]?.report.received).toBe(DATAGRAMS);
});

it('the random source is replaced by rebinding one token', () => {
  const module = new ContainerModule(({ rebind }) => {
    const stream = () => ({ unit: () => 0, below: () => 0 });
    rebind(TOKENS.random).toConstantValue({ forOwner: () => ({ stream }) });
  });
  // Each draw is 0, so the smallest chance of loss is loss of all.
  const loss = { kind: 'independent', probability: 0.01 } as const;
  expect(pairs([{ loss }], { modules: [module] }).flows[0]?.report.received).toBe(0);
});

it('links are replaced by rebinding one token', () => {
  const module = new ContainerModule(({ rebind }) => {
    rebind(TOKENS.linkFactory).toResolvedValue(
      (clock, pool, bus, models) => ({
        create: (spec) =>
          new PointToPointLink(
            { clock, pool, bus, models },
            { ...spec, forward: { ...spec.forward, rateBitsPerSecond: null, delayNs: 9 * MS } },
          ),
      }),
      [TOKENS.clock, TOKENS.pool, TOKENS.bus, TOKENS.linkModels],
    );
  });
  const { report } = pairs([{}], { modules: [module] }).flows[0] ?? {};
  expect(report?.delay).toMatchObject({ min: 9 * MS, max: 9 * MS });
});
