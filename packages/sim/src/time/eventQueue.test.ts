import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue } from './eventQueue.js';

/** A queue with the labels of what fired. */
function recordingQueue() {
  const queue = new EventQueue();
  const fired: string[] = [];
  const schedule = (timeNs: number, label: string) =>
    queue.schedule(timeNs, { fire: () => fired.push(label) });
  const drain = () => {
    while (queue.size > 0) queue.fireFirst();
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
    queue.fireFirst();
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
});
