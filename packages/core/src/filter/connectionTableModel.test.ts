import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../testing/manualClock.js';
import { Connection } from './connection.js';
import { ConnectionTable } from './connectionTable.js';
import { Flow } from './flow.js';

const CAPACITY = 4;

/** The table as a list that is looked through. */
class Model {
  nowNs = 0;
  connections: Connection[] = [];

  get live(): Connection[] {
    return this.connections.filter(({ expiresAtNs }) => expiresAtNs > this.nowNs);
  }

  find(flow: Flow): Connection | undefined {
    return this.live.find(({ original, reply }) => original.equals(flow) || reply.equals(flow));
  }
}

class Real {
  readonly clock = new ManualClock();
  readonly table = new ConnectionTable(this.clock, CAPACITY);
}

type Command = fc.Command<Model, Real>;

class Add implements Command {
  readonly flow: Flow;

  constructor(flow: Flow) {
    this.flow = flow;
  }

  check = () => true;

  run(model: Model, { table, clock }: Real): void {
    const connection = new Connection(this.flow);
    connection.refresh(clock.nowNs);
    const taken = [connection.original, connection.reply].some((flow) => model.find(flow));
    const fits = !taken && model.live.length < CAPACITY;
    expect(table.add(connection)).toBe(fits);
    if (fits) model.connections.push(connection);
  }

  toString = () => `add ${text(this.flow)}`;
}

class Find implements Command {
  readonly flow: Flow;
  readonly refreshes: boolean;

  constructor(flow: Flow, refreshes: boolean) {
    this.flow = flow;
    this.refreshes = refreshes;
  }

  check = () => true;

  run(model: Model, { table, clock }: Real): void {
    const expected = model.find(this.flow);
    const found = table.find(this.flow);
    expect(found?.connection).toBe(expected);
    if (found !== null) {
      expect(
        (found.isReply ? found.connection.reply : found.connection.original).equals(this.flow),
      ).toBe(true);
      if (this.refreshes) found.connection.refresh(clock.nowNs);
    }
    expect(new Set(table.connections())).toEqual(new Set(model.live));
    expect(table.size).toBeLessThanOrEqual(CAPACITY);
  }

  toString = () => `find ${text(this.flow)}${this.refreshes ? ', and refresh' : ''}`;
}

class Wait implements Command {
  readonly seconds: number;

  constructor(seconds: number) {
    this.seconds = seconds;
  }

  check = () => true;

  run(model: Model, { clock }: Real): void {
    clock.advanceBy(this.seconds * 1e9);
    model.nowNs = clock.nowNs;
  }

  toString = () => `wait ${this.seconds} s`;
}

function text({ protocol, source, sourcePort, destination, destinationPort }: Flow): string {
  return `${protocol} ${source}:${sourcePort} > ${destination}:${destinationPort}`;
}

const few = fc.integer({ min: 1, max: 2 });
const flow = fc
  .record({
    protocol: fc.constantFrom(1, 17, 99),
    source: few,
    destination: few,
    sourcePort: few,
    destinationPort: few,
  })
  .map((fields) => Object.assign(new Flow(), fields));

describe('ConnectionTable', () => {
  it('does what a list of connections does', () => {
    const commands = fc.commands<Model, Real>(
      [
        flow.map((value) => new Add(value)),
        fc.tuple(flow, fc.boolean()).map(([value, refreshes]) => new Find(value, refreshes)),
        fc.constantFrom(1, 29, 30, 600).map((seconds) => new Wait(seconds)),
      ],
      { size: '+1' },
    );
    fc.assert(
      fc.property(commands, (history) => {
        fc.modelRun(() => ({ model: new Model(), real: new Real() }), history);
      }),
      { numRuns: 200 },
    );
  });
});
