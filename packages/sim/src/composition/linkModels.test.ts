import { ContainerModule } from 'inversify';
import { describe, expect, it } from 'vitest';
import { DATAGRAMS, pairs } from '../../test/pairs.js';
import type { LinkDirectionSpec } from '../link/linkSpec.js';
import { FifoQueue } from '../queue/fifoQueue.js';
import { TOKENS } from './tokens.js';

const MS = 1_000_000;

describe('the models of links', () => {
  const rebound = (module: ContainerModule, spec: Partial<LinkDirectionSpec>) =>
    pairs([spec], { modules: [module] }).flows[0]?.report;

  it('are replaced by rebinding the token of loss', () => {
    let met = 0;
    const module = new ContainerModule(({ rebind }) => {
      rebind(TOKENS.lossModel).toConstantValue(() => ({ loses: () => ++met % 5 === 0 }));
    });
    const report = rebound(module, { loss: { kind: 'independent', probability: 0 } });
    expect(report?.lost).toBe(DATAGRAMS / 5);
  });

  it('are replaced by rebinding the token of delay', () => {
    const module = new ContainerModule(({ rebind }) => {
      rebind(TOKENS.delayModel).toConstantValue((spec) => ({
        delayNs: (_packet, meanNs) => meanNs + spec.jitterNs,
      }));
    });
    const report = rebound(module, {
      rateBitsPerSecond: null,
      delayNs: 3 * MS,
      jitter: { jitterNs: 4 * MS },
    });
    expect(report?.delay).toMatchObject({ min: 7 * MS, max: 7 * MS });
  });

  it('are replaced by rebinding the token of queue disciplines', () => {
    const made: string[] = [];
    const module = new ContainerModule(({ rebind }) => {
      rebind(TOKENS.queueDiscipline).toConstantValue((spec, parts) => {
        made.push(spec.kind);
        return new FifoQueue({ kind: 'fifo', limitPackets: 1 }, parts);
      });
    });
    // 228 octets take 1.8 ms, and come each millisecond.
    const report = rebound(module, { rateBitsPerSecond: 1e6, queue: { kind: 'codel' } });
    expect(made).toEqual(['codel']);
    expect(report?.lost).toBeGreaterThan(200);
  });
});
