import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../time/virtualClock.js';
import { EventBus } from './eventBus.js';
import { SubscriberError } from './eventSinks.js';
import type { OtherEvent } from './eventTap.js';
import type { SimulationEvent } from './simulationEvent.js';

const event = (link: string): OtherEvent => ({
  type: 'link-state',
  timeNs: 0,
  link,
  up: true,
});
const linkOf = (notified: SimulationEvent) => (notified.type === 'link-state' ? notified.link : '');

describe('the event bus', () => {
  it('tells every subscriber of one event before the next, though one causes another', () => {
    const bus = new EventBus(new VirtualClock());
    const order: string[] = [];
    bus.events$.subscribe((notified) => {
      order.push(`first ${linkOf(notified)}`);
      if (linkOf(notified) === 'a') bus.publish(event('b'));
    });
    bus.events$.subscribe((notified) => order.push(`second ${linkOf(notified)}`));
    bus.publish(event('a'));
    expect(order).toEqual(['first a', 'second a', 'first b', 'second b']);
  });

  it('knows whether anybody listens', () => {
    const bus = new EventBus(new VirtualClock());
    const changes: boolean[] = [];
    bus.onObserved((observed) => changes.push(observed));
    const one = bus.events$.subscribe();
    const two = bus.eventsWithOctets$.subscribe();
    expect(bus.observed).toBe(true);
    one.unsubscribe();
    two.unsubscribe();
    expect(changes).toEqual([true, false]);
  });

  it('lets what a subscriber throws come out of the run, after the others were told', () => {
    const clock = new VirtualClock();
    const bus = new EventBus(clock);
    const notified: string[] = [];
    bus.events$.pipe(map(linkOf)).subscribe(() => {
      throw new Error('no good');
    });
    bus.events$.subscribe((each) => notified.push(linkOf(each)));
    clock.schedule(5, {
      fire: () => {
        bus.publish(event('a'));
        notified.push('the rest of the work');
      },
    });
    clock.schedule(6, { fire: () => notified.push('later') });
    expect(() => clock.run()).toThrow(SubscriberError);
    expect(notified).toEqual(['a', 'the rest of the work']);
    bus.publish(event('b'));
    expect(() => clock.run()).toThrow(
      'a subscriber of events$ threw at 0 ns on "link-state": no good',
    );
    expect(notified).toEqual(['a', 'the rest of the work', 'b']);
  });

  it('keeps apart what subscribers throw that are called directly, and tells the others', () => {
    const clock = new VirtualClock();
    const bus = new EventBus(clock);
    const notified: string[] = [];
    bus.events$.subscribe(() => {
      throw new Error('no good');
    });
    bus.events$.subscribe((each) => notified.push(linkOf(each)));
    bus.publish(event('a'));
    expect(notified).toEqual(['a']);
    expect(() => clock.run()).toThrow(SubscriberError);
  });

  it('tells nobody who left while an event is delivered, in the order of subscription', () => {
    const bus = new EventBus(new VirtualClock());
    const order: string[] = [];
    bus.events$.pipe(map(linkOf)).subscribe((link) => {
      order.push(`first ${link}`);
      last.unsubscribe();
    });
    bus.events$.subscribe({ next: (notified) => order.push(`second ${linkOf(notified)}`) });
    const last = bus.events$.subscribe((notified) => order.push(`last ${linkOf(notified)}`));
    bus.publish(event('a'));
    bus.publish(event('b'));
    expect(order).toEqual(['first a', 'second a', 'first b', 'second b']);
  });
});
