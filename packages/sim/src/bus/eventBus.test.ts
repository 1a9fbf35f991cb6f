import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { EventBus, SubscriberError } from './eventBus.js';
import type { SimulationEvent } from './simulationEvent.js';

const event = (link: string): SimulationEvent => ({
  type: 'link-state',
  timeNs: 0,
  link,
  up: true,
});
const linkOf = (told: SimulationEvent) => (told.type === 'link-state' ? told.link : '');

describe('the event bus', () => {
  it('tells every subscriber of one event before the next, though one causes another', () => {
    const bus = new EventBus({ nowNs: 0 });
    const order: string[] = [];
    bus.events$.subscribe((told) => {
      order.push(`first ${linkOf(told)}`);
      if (linkOf(told) === 'a') bus.publish(event('b'));
    });
    bus.events$.subscribe((told) => order.push(`second ${linkOf(told)}`));
    bus.publish(event('a'));
    expect(order).toEqual(['first a', 'second a', 'first b', 'second b']);
  });

  it('knows whether anybody listens', () => {
    const bus = new EventBus({ nowNs: 0 });
    const changes: boolean[] = [];
    bus.onObserved((observed) => changes.push(observed));
    const one = bus.events$.subscribe();
    const two = bus.eventsWithOctets$.subscribe();
    expect(bus.observed).toBe(true);
    one.unsubscribe();
    two.unsubscribe();
    expect(changes).toEqual([true, false]);
  });

  it('gives back what a subscriber throws to the publisher, after the others were told', () => {
    const bus = new EventBus({ nowNs: 0 });
    const told: string[] = [];
    bus.events$.pipe(map(linkOf)).subscribe(() => {
      throw new Error('no good');
    });
    bus.events$.subscribe((each) => told.push(linkOf(each)));
    expect(() => bus.publish(event('a'))).toThrow(SubscriberError);
    expect(() => bus.publish(event('b'))).toThrow(
      'a subscriber of events$ threw at 0 ns on "link-state": no good',
    );
    expect(told).toEqual(['a', 'b']);
  });
});
