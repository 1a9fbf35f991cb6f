import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANY, type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { ManualClock } from '../testing/manualClock.js';
import { GroupMembership } from './groupMembership.js';

const SECOND = 1_000_000_000;
const GROUPS = [0xe0000105, 0xe0000106, 0xefff0001].map(ipv4Address);

/** A group in the words of RFC 2236: counters, a timer, and whether a report is owed. */
interface GroupModel {
  joins: number;
  /** When the report is due; `null` if no timer runs. */
  dueNs: number | null;
  /** Order of starting, which decides between timers of one instant. */
  started: number;
  /** A report that could not be sent: that of the join, or a delayed one. */
  owed: 'join' | 'delayed' | null;
  isLastReporter: boolean;
}

/** All that is known: what should be sent, and what was. */
class Model {
  readonly groups = new Map<Ipv4Address, GroupModel>();
  readonly sent: string[] = [];
  nowNs = 0;
  isEnabled = true;
  hasSource = true;
  v1UntilNs = 0;
  draws = 0;
  #started = 0;

  get isV1(): boolean {
    return this.nowNs < this.v1UntilNs;
  }

  record(what: string, group: number): void {
    this.sent.push(`${this.nowNs} ${what}${this.isV1 && what === 'report' ? ' v1' : ''} ${group}`);
  }

  start(group: GroupModel, maxNs: number): void {
    group.dueNs = this.nowNs + delayFor(this.draws++, maxNs);
    group.started = ++this.#started;
    group.owed = null;
  }

  joinOnWire(address: Ipv4Address, group: GroupModel): void {
    group.owed = 'join';
    if (!this.hasSource) return;
    this.record('report', address);
    group.isLastReporter = true;
    this.start(group, 10 * SECOND);
  }

  reportDelayed(address: Ipv4Address, group: GroupModel): void {
    group.dueNs = null;
    group.owed = this.hasSource ? null : 'delayed';
    if (!this.hasSource) return;
    this.record('report', address);
    group.isLastReporter = true;
  }

  leaveOnWire(address: Ipv4Address, group: GroupModel): void {
    if (group.isLastReporter && !this.isV1) this.record('leave', address);
    Object.assign(group, { dueNs: null, owed: null, isLastReporter: false });
  }

  advanceTo(timeNs: number): void {
    for (;;) {
      const running = [...this.groups].filter(([, { dueNs }]) => dueNs !== null && dueNs <= timeNs);
      running.sort(([, a], [, b]) => (a.dueNs ?? 0) - (b.dueNs ?? 0) || a.started - b.started);
      const next = running[0];
      if (next === undefined) break;
      this.nowNs = next[1].dueNs ?? 0;
      this.reportDelayed(...next);
    }
    this.nowNs = timeNs;
  }
}

/** Draws depend on their number alone, so that model and reality draw the same. */
const delayFor = (draw: number, maxNs: number) =>
  maxNs === 0 ? 0 : ((draw * 7_919 + 13) % 1009) * Math.floor(maxNs / 1009);

class Real {
  readonly clock = new ManualClock();
  readonly sent: string[] = [];
  hasSource = true;
  draws = 0;
  readonly membership: GroupMembership = new GroupMembership(this.clock, {
    sendReport: (group) => {
      const version = this.membership.isV1RouterPresent ? ' v1' : '';
      if (this.hasSource) this.sent.push(`${this.clock.nowNs} report${version} ${group}`);
      return this.hasSource;
    },
    sendLeave: (group) => void this.sent.push(`${this.clock.nowNs} leave ${group}`),
    drawDelayNs: (_, maxNs) => delayFor(this.draws++, maxNs),
  });
}

type Action = readonly [name: string, act: (model: Model, real: Real) => void];

class Command implements fc.Command<Model, Real> {
  readonly #action: Action;

  constructor(action: Action) {
    this.#action = action;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    this.#action[1](model, real);
    expect(real.sent).toEqual(model.sent);
    expect(real.draws).toBe(model.draws);
    expect(real.membership.isV1RouterPresent).toBe(model.isV1);
    for (const address of GROUPS) {
      const group = model.groups.get(address);
      expect(real.membership.isMember(address)).toBe(group !== undefined);
      const isDelaying = group !== undefined && group.dueNs !== null;
      expect(real.membership.stateOf(address) === 'delaying').toBe(isDelaying);
    }
    const timers = [...model.groups.values()].filter(({ dueNs }) => dueNs !== null).length;
    expect(real.clock.pendingCount).toBe(timers + (model.isV1 ? 1 : 0));
  }

  toString(): string {
    return this.#action[0];
  }
}

const action = (name: string, act: Action[1]) => fc.constant(new Command([name, act]));
const groups = fc.constantFrom(...GROUPS);
const onGroup = (name: string, act: (m: Model, r: Real, g: Ipv4Address) => void) =>
  groups.map((group) => new Command([`${name} ${group & 0xff}`, (m, r) => act(m, r, group)]));

const join = onGroup('join', (model, real, address) => {
  expect(real.membership.join(address)).toBeNull();
  const known = model.groups.get(address);
  if (known !== undefined) {
    known.joins++;
    return;
  }
  const group: GroupModel = {
    joins: 1,
    dueNs: null,
    started: 0,
    owed: null,
    isLastReporter: false,
  };
  model.groups.set(address, group);
  if (model.isEnabled) model.joinOnWire(address, group);
});

const leave = onGroup('leave', (model, real, address) => {
  const group = model.groups.get(address);
  expect(real.membership.leave(address)).toBe(group === undefined ? 'bad-local-address' : null);
  if (group === undefined || --group.joins > 0) return;
  model.groups.delete(address);
  model.leaveOnWire(address, group);
});

const reportReceived = onGroup('report heard', (model, real, address) => {
  real.membership.reportReceived(address);
  const group = model.groups.get(address);
  if (group === undefined) return;
  if (group.dueNs === null && group.owed !== 'delayed') return;
  Object.assign(group, { dueNs: null, owed: null, isLastReporter: false });
});

function answer(model: Model, address: Ipv4Address, maxNs: number): void {
  if (!model.isEnabled) return;
  for (const [each, group] of model.groups) {
    if (address !== 0 && address !== each) continue;
    if (group.dueNs !== null && group.dueNs < model.nowNs + maxNs) continue;
    model.start(group, maxNs);
  }
}

const query = fc
  .tuple(fc.constantFrom(ANY, ...GROUPS), fc.integer({ min: 1, max: 255 }))
  .map(([group, tenths]) => {
    const maxNs = (tenths * SECOND) / 10;
    return new Command([
      `query ${group & 0xff} ${tenths}`,
      (model, real) => {
        real.membership.query(group, maxNs);
        answer(model, group, maxNs);
      },
    ]);
  });

const queryV1 = action('v1 query', (model, real) => {
  real.membership.queryV1(ANY);
  if (model.isEnabled) model.v1UntilNs = model.nowNs + 400 * SECOND;
  answer(model, ANY, 10 * SECOND);
});

const enable = action('enable', (model, real) => {
  real.membership.enable();
  if (model.isEnabled) return;
  model.isEnabled = true;
  for (const [address, group] of model.groups) model.joinOnWire(address, group);
});

const disable = action('disable', (model, real) => {
  real.membership.disable();
  if (!model.isEnabled) return;
  for (const [address, group] of model.groups) model.leaveOnWire(address, group);
  model.isEnabled = false;
  model.v1UntilNs = 0;
});

const sourceGone = action('no source address', (model, real) => {
  model.hasSource = false;
  real.hasSource = false;
});

const sourceAdded = action('source address', (model, real) => {
  model.hasSource = true;
  real.hasSource = true;
  real.membership.addressAvailable();
  for (const [address, group] of model.groups) {
    if (group.owed === 'join') model.joinOnWire(address, group);
    else if (group.owed === 'delayed') model.reportDelayed(address, group);
  }
});

const advance = fc.constantFrom(1, 3, 9, 30, 401).map(
  (seconds) =>
    new Command([
      `advance ${seconds} s`,
      (model, real) => {
        real.clock.advanceBy(seconds * SECOND);
        model.advanceTo(model.nowNs + seconds * SECOND);
      },
    ]),
);

describe('GroupMembership against a model', () => {
  it('sends, draws and waits the same after any calls', () => {
    const any = [join, join, leave, reportReceived, query, queryV1, enable, disable];
    const commands = fc.commands([...any, sourceGone, sourceAdded, advance, advance], {
      maxCommands: 60,
      size: '+1',
    });
    fc.assert(
      fc.property(commands, (all) => {
        const real = new Real();
        real.membership.enable();
        fc.modelRun(() => ({ model: new Model(), real }), all);
      }),
      { numRuns: 500 },
    );
  });
});
