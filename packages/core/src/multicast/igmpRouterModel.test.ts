import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { ManualClock } from '../testing/manualClock.js';
import { ALL_GROUPS } from './groupMembership.js';
import { IgmpRouter } from './igmpRouter.js';
import { igmpRouterTimes } from './igmpRouterSettings.js';

const SECOND = 1_000_000_000;
const GROUPS = [0xef010101, 0xef010102, 0xef010103].map(ipv4Address);

/** A group as instants: everything follows from what was heard when. */
interface GroupModel {
  expiresNs: number;
  v1UntilNs: number;
  checking: boolean;
  /** Checked by this router itself. */
  asking: boolean;
  nextQueryNs: number | null;
}

/** The same router computed step by step, second by second being too coarse: event by event. */
class Model {
  nowNs = 0;
  isQuerier = true;
  generalNs = 0;
  startup = 2;
  otherUntilNs = 0;
  readonly groups = new Map<number, GroupModel>();
  readonly sent: string[] = [];

  constructor() {
    this.general();
  }

  general(): void {
    this.isQuerier = true;
    this.sent.push(`${this.nowNs} ${ALL_GROUPS}`);
    this.startup = Math.max(0, this.startup - 1);
    this.generalNs = this.nowNs + (this.startup > 0 ? 31.25 : 125) * SECOND;
  }

  report(group: number, version: 1 | 2): void {
    const known = this.groups.get(group);
    const v1UntilNs = version === 1 ? this.nowNs + 260 * SECOND : (known?.v1UntilNs ?? 0);
    const expiresNs = this.nowNs + 260 * SECOND;
    this.groups.set(group, {
      expiresNs,
      v1UntilNs,
      checking: false,
      asking: false,
      nextQueryNs: null,
    });
  }

  leave(group: number): void {
    const known = this.groups.get(group);
    if (known === undefined || !this.isQuerier || known.checking) return;
    if (known.v1UntilNs > this.nowNs) return;
    known.checking = true;
    known.asking = true;
    known.expiresNs = this.nowNs + 2 * SECOND;
    this.sent.push(`${this.nowNs} ${group}`);
    known.nextQueryNs = this.nowNs + SECOND;
  }

  lowerQuery(group: number): void {
    // RFC 2236 3: who asks after a leave goes on until it knows.
    if ([...this.groups.values()].some(({ asking }) => asking)) return;
    this.isQuerier = false;
    this.otherUntilNs = this.nowNs + 255 * SECOND;
    const known = this.groups.get(group);
    if (known === undefined || known.checking || known.v1UntilNs > this.nowNs) return;
    known.checking = true;
    known.expiresNs = Math.min(known.expiresNs, this.nowNs + 2 * SECOND);
  }

  /** Instants are odd numbers of nanoseconds apart, so that no two fall together. */
  advanceTo(timeNs: number): void {
    for (;;) {
      const due = this.#due().filter((event) => event[0] <= timeNs);
      due.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const next = due[0];
      if (next === undefined) break;
      this.nowNs = next[0];
      next[2]();
    }
    this.nowNs = timeNs;
  }

  #due(): [timeNs: number, order: number, happen: () => void][] {
    const due: [number, number, () => void][] = this.isQuerier
      ? [[this.generalNs, 0, () => this.general()]]
      : [[this.otherUntilNs, 0, () => this.#takeOver()]];
    for (const [group, known] of this.groups) {
      due.push([known.expiresNs, 1, () => void this.groups.delete(group)]);
      const { nextQueryNs } = known;
      if (nextQueryNs === null) continue;
      due.push([nextQueryNs, 2, () => this.#askAgain(group, known)]);
    }
    return due;
  }

  #takeOver(): void {
    this.startup = 0;
    this.general();
  }

  #askAgain(group: number, known: GroupModel): void {
    known.nextQueryNs = null;
    if (this.isQuerier) this.sent.push(`${this.nowNs} ${group}`);
  }
}

class Real {
  readonly clock = new ManualClock();
  readonly sent: string[] = [];
  readonly present = new Set<number>();
  readonly router = new IgmpRouter(this.clock, igmpRouterTimes(), {
    sendQuery: (asked) => {
      this.sent.push(`${this.clock.nowNs} ${asked}`);
      return true;
    },
    membersChanged: (group, is) => void (is ? this.present.add(group) : this.present.delete(group)),
    querierChanged: () => undefined,
  });
}

/** Something that is heard a while after what was heard before. */
class Received implements fc.Command<Model, Real> {
  readonly #name: string;
  readonly #afterMs: number;
  readonly #act: (model: Model, router: IgmpRouter) => void;

  constructor(name: string, afterMs: number, act: (model: Model, router: IgmpRouter) => void) {
    this.#name = name;
    this.#afterMs = afterMs;
    this.#act = act;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    // A prime number of nanoseconds keeps timers from falling together.
    const nowNs = model.nowNs + 1_000_003 + this.#afterMs * 1_000_000;
    real.clock.advanceTo(nowNs);
    model.advanceTo(nowNs);
    this.#act(model, real.router);
    const groups = [...model.groups.keys()].sort();
    expect(real.sent).toEqual(model.sent);
    expect([...real.router.groups].sort()).toEqual(groups);
    expect([...real.present].sort()).toEqual(groups);
    expect(real.router.isQuerier).toBe(model.isQuerier);
  }

  toString(): string {
    return `${this.#name}, ${this.#afterMs} ms later`;
  }
}

const afterMs = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 120_000 }));
const group = fc.constantFrom(...GROUPS);

function heard(
  name: string,
  groups: fc.Arbitrary<Ipv4Address>,
  act: (model: Model, router: IgmpRouter, group: Ipv4Address) => void,
): fc.Arbitrary<Received> {
  return fc
    .tuple(groups, afterMs)
    .map(
      ([about, later]) =>
        new Received(`${name} ${about & 0xff}`, later, (model, router) =>
          act(model, router, about),
        ),
    );
}

const report = (version: 1 | 2) =>
  heard(`report of version ${version}`, group, (model, router, about) => {
    router.reportReceived(about, version);
    model.report(about, version);
  });

const leave = heard('leave', group, (model, router, about) => {
  router.leaveReceived(about);
  model.leave(about);
});

const lowerQuery = heard(
  'query of a lower address',
  fc.constantFrom(ALL_GROUPS, ...GROUPS),
  (model, router, about) => {
    router.queryReceived(true, about, SECOND);
    model.lowerQuery(about);
  },
);

const silence = afterMs.map((later) => new Received('nothing', later, () => undefined));

describe('a multicast router on a link', () => {
  it('does what the model of RFC 2236 7 does, whatever is heard', () => {
    const commands = fc.commands(
      [report(1), report(2), report(2), leave, leave, lowerQuery, silence, silence],
      { maxCommands: 60, size: '+1' },
    );
    fc.assert(
      fc.property(commands, (all) => {
        const real = new Real();
        real.router.start();
        fc.modelRun(() => ({ model: new Model(), real }), all);
      }),
      { numRuns: 300 },
    );
  });
});
