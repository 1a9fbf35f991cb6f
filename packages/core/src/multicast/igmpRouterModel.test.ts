import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../testing/manualClock.js';
import { ALL_GROUPS } from './groupMembership.js';
import { IgmpRouter } from './igmpRouter.js';
import { igmpRouterTimes } from './igmpRouterSettings.js';

const SECOND = 1_000_000_000;
const GROUPS = [0xef010101, 0xef010102, 0xef010103];

/** A group as instants: everything follows from what was heard when. */
interface GroupModel {
  expiresNs: number;
  v1UntilNs: number;
  checking: boolean;
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
    this.groups.set(group, { expiresNs, v1UntilNs, checking: false, nextQueryNs: null });
  }

  leave(group: number): void {
    const known = this.groups.get(group);
    if (known === undefined || !this.isQuerier || known.checking) return;
    if (known.v1UntilNs > this.nowNs) return;
    known.checking = true;
    known.expiresNs = this.nowNs + 2 * SECOND;
    this.sent.push(`${this.nowNs} ${group}`);
    known.nextQueryNs = this.nowNs + SECOND;
  }

  lowerQuery(group: number): void {
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

type Step =
  | readonly ['wait', number]
  | readonly ['report1' | 'report2' | 'leave' | 'lower', number];

describe('a multicast router on a link', () => {
  it('does what the model of RFC 2236 7 does, whatever is heard', () => {
    const group = fc.constantFrom(...GROUPS);
    const step = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.tuple(fc.constant('wait' as const), fc.integer({ min: 1, max: 120_000 })),
      },
      {
        weight: 3,
        arbitrary: fc.tuple(
          fc.constantFrom('report1' as const, 'report2' as const, 'report2' as const),
          group,
        ),
      },
      { weight: 2, arbitrary: fc.tuple(fc.constant('leave' as const), group) },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constant('lower' as const), fc.constantFrom(ALL_GROUPS, ...GROUPS)),
      },
    );
    fc.assert(
      fc.property(fc.array(step as fc.Arbitrary<Step>, { maxLength: 60 }), (steps) => {
        const clock = new ManualClock();
        const sent: string[] = [];
        const present = new Set<number>();
        const router = new IgmpRouter(clock, igmpRouterTimes(), {
          sendQuery: (asked) => {
            sent.push(`${clock.nowNs} ${asked}`);
            return true;
          },
          membersChanged: (changed, is) =>
            void (is ? present.add(changed) : present.delete(changed)),
          querierChanged: () => undefined,
        });
        router.start();
        const model = new Model();
        let nowNs = 0;
        for (const [what, operand] of steps) {
          // A prime number of nanoseconds keeps timers from falling together.
          nowNs += 1_000_003;
          if (what === 'wait') nowNs += operand * 1_000_000;
          clock.advanceTo(nowNs);
          model.advanceTo(nowNs);
          if (what === 'report1' || what === 'report2') {
            const version = what === 'report1' ? 1 : 2;
            router.reportHeard(operand, version);
            model.report(operand, version);
          } else if (what === 'leave') {
            router.leaveHeard(operand);
            model.leave(operand);
          } else if (what === 'lower') {
            router.queryHeard(true, operand, SECOND);
            model.lowerQuery(operand);
          }
          expect(sent).toEqual(model.sent);
          expect([...router.groups].sort()).toEqual([...model.groups.keys()].sort());
          expect([...present].sort()).toEqual([...model.groups.keys()].sort());
          expect(router.isQuerier).toBe(model.isQuerier);
        }
      }),
    );
  });
});
