import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue } from './eventQueue.js';

function fireFirst(queue: EventQueue): void {
  expect(queue.firstTimeNs).toBeLessThan(Number.POSITIVE_INFINITY);
  queue.fireFirst();
}

/** A queue with the labels of what fired. */
function recordingQueue() {
  const queue = new EventQueue();
  const fired: string[] = [];
  const schedule = (timeNs: number, label: string) =>
    queue.schedule(timeNs, { fire: () => fired.push(label) });
  const drain = () => {
    while (queue.size > 0) fireFirst(queue);
    return fired;
  };
  return { queue, fired, schedule, drain };
}

describe('the event queue', () => {
  it('fires in order of time', () => {
    const { schedule, drain } = recordingQueue();
    schedule(30, 'c');
    schedule(10, 'a');
    schedule(20, 'b');
    expect(drain()).toEqual(['a', 'b', 'c']);
  });

  it('fires events of one instant in the order of scheduling', () => {
    const { schedule, drain } = recordingQueue();
    for (let index = 0; index < 40; index++) schedule(5, `${index}`);
    expect(drain()).toEqual(Array.from({ length: 40 }, (_, index) => `${index}`));
  });

  it('takes cancelled timers out', () => {
    const { queue, schedule, drain } = recordingQueue();
    schedule(1, 'a');
    const cancelled = schedule(2, 'b');
    schedule(3, 'c');
    queue.cancel(cancelled);
    expect(queue.size).toBe(2);
    expect(drain()).toEqual(['a', 'c']);
  });

  it('ignores the cancellation of a timer that fired, though its place is in use again', () => {
    const { queue, schedule, drain } = recordingQueue();
    const old = schedule(1, 'old');
    fireFirst(queue);
    schedule(2, 'new');
    queue.cancel(old);
    expect(drain()).toEqual(['old', 'new']);
  });

  it('ignores what was never scheduled', () => {
    const { queue, schedule, drain } = recordingQueue();
    schedule(1, 'a');
    queue.cancel(0);
    queue.cancel(12345);
    expect(drain()).toEqual(['a']);
  });

  it('lets the owner of a slot move its one event on', () => {
    const { queue, schedule, fired, drain } = recordingQueue();
    const times = [10, 20, 30];
    let next = 1;
    const slot = queue.own({
      fire: () => {
        fired.push(`own ${times[next - 1]}`);
        const timeNs = times[next++];
        if (timeNs === undefined) queue.disarmFirst();
        else queue.rearmFirst(timeNs, queue.takeSequence());
      },
    });
    queue.arm(slot, 10, queue.takeSequence());
    schedule(15, 'timer');
    expect(drain()).toEqual(['own 10', 'timer', 'own 20', 'own 30']);
  });

  it('takes an owned slot out, and in again', () => {
    const { queue, schedule, fired, drain } = recordingQueue();
    const slot = queue.own({
      fire: () => {
        fired.push('own');
        queue.disarmFirst();
      },
    });
    queue.arm(slot, 10, queue.takeSequence());
    schedule(5, 'timer');
    queue.disarm(slot);
    queue.disarm(slot);
    expect(queue.size).toBe(1);
    queue.arm(slot, 7, queue.takeSequence());
    expect(drain()).toEqual(['timer', 'own']);
  });

  it('behaves as a list sorted by (time, order of scheduling), whatever is cancelled', () => {
    const command = fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), time: fc.nat(50) }) },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat(200) }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('fire' as const) }) },
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 300 }), (commands) => {
        const { queue, fired, schedule, drain } = recordingQueue();
        const ids: number[] = [];
        let model: { time: number; label: string }[] = [];
        const expected: string[] = [];
        for (const step of commands) {
          if (step.do === 'add') {
            const label = `${ids.length}`;
            ids.push(schedule(step.time, label));
            model.push({ time: step.time, label });
            model = model
              .map((entry, order) => ({ entry, order }))
              .sort((a, b) => a.entry.time - b.entry.time || a.order - b.order)
              .map(({ entry }) => entry);
          } else if (step.do === 'cancel' && ids.length > 0) {
            const which = step.which % ids.length;
            queue.cancel(ids[which] as number);
            model = model.filter(({ label }) => label !== `${which}`);
          } else if (step.do === 'fire' && model.length > 0) {
            expect(queue.firstTimeNs).toBe(model[0]?.time);
            queue.fireFirst();
            expected.push((model.shift() as { label: string }).label);
          }
          expect(queue.size).toBe(model.length);
        }
        drain();
        expect(fired).toEqual([...expected, ...model.map(({ label }) => label)]);
      }),
    );
  });

  it('keeps several events of a steady slot, and takes all of them out', () => {
    const { queue, schedule, fired, drain } = recordingQueue();
    const slot = queue.ownSteady({
      fire: () => {
        fired.push('steady');
        queue.disarmFirst();
      },
    });
    queue.arm(slot, 10, queue.takeSequence());
    expect(queue.append(slot, 20, queue.takeSequence())).toBe(true);
    schedule(15, 'timer');
    queue.disarm(slot);
    expect(queue.size).toBe(1);
    queue.arm(slot, 7, queue.takeSequence());
    expect(drain()).toEqual(['steady', 'timer']);
  });

  it('takes no more events of a slot than lanes have room for in order', () => {
    const { queue } = recordingQueue();
    const slot = queue.ownSteady({ fire: () => queue.disarmFirst() });
    const append = (timeNs: number) => queue.append(slot, timeNs, queue.takeSequence());
    expect([50, 40, 30, 20, 10, 25, 55].map(append)).toEqual([
      ...[true, true, true, true],
      ...[false, true, true],
    ]);
  });

  it('behaves as a sorted list also with owned slots, steady ones and what they append', () => {
    const step = fc.record({
      do: fc.constantFrom('arm', 'arm', 'append', 'append', 'timer', 'disarm', 'fire', 'fire'),
      which: fc.nat(5),
      delayNs: fc.oneof(fc.constantFrom(0, 10, 10, 10, 40), fc.nat(60)),
      rearms: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new EventQueue();
        let nowNs = 0;
        let rearmNs: number | null = null;
        let fired = '';
        type Entry = { timeNs: number; order: number; label: string };
        let model: Entry[] = [];
        let order = 0;
        const expectLater = (timeNs: number, label: string) => {
          model.push({ timeNs, order: order++, label });
          model.sort((a, b) => a.timeNs - b.timeNs || a.order - b.order);
        };
        const isPending = (label: string) => model.some((entry) => entry.label === label);
        // The first three may be out of order at will; the others are steady.
        const slots = ['o0', 'o1', 'o2', 's3', 's4', 's5'].map((label, index) => {
          const target = {
            fire: () => {
              fired = label;
              if (rearmNs === null) return queue.disarmFirst();
              const timeNs = nowNs + rearmNs;
              queue.rearmFirst(timeNs, queue.takeSequence());
              expectLater(timeNs, label);
            },
          };
          return { label, slot: index < 3 ? queue.own(target) : queue.ownSteady(target) };
        });
        const fire = (delayNs: number | null) => {
          const [first] = model;
          expect(queue.firstTimeNs).toBe(first?.timeNs ?? Number.POSITIVE_INFINITY);
          if (first === undefined) return;
          nowNs = first.timeNs;
          rearmNs = delayNs;
          queue.fireFirst();
          expect(fired).toBe(first.label);
          model = model.filter((entry) => entry !== first);
        };
        for (const { do: what, which, delayNs, rearms } of steps) {
          const { label, slot } = slots[which] as (typeof slots)[number];
          const timeNs = nowNs + delayNs;
          if (what === 'fire') {
            fire(rearms ? delayNs : null);
          } else if (what === 'disarm') {
            queue.disarm(slot);
            model = model.filter((entry) => entry.label !== label);
          } else if (what === 'timer') {
            queue.schedule(timeNs, { fire: () => (fired = 'timer') });
            expectLater(timeNs, 'timer');
          } else if (!isPending(label)) {
            queue.arm(slot, timeNs, queue.takeSequence());
            expectLater(timeNs, label);
          } else if (what === 'append' && label.startsWith('s')) {
            if (queue.append(slot, timeNs, queue.takeSequence())) expectLater(timeNs, label);
            else order++;
          }
          expect(queue.size).toBe(model.length);
        }
        while (model.length > 0) fire(null);
        expect(queue.size).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});
