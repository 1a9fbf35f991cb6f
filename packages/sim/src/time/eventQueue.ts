// Hot path: every packet hop and every timer passes here.
import type { Timer, TimerId } from '@packetloom/core';
import { EventLane } from './eventLane.js';
import { PendingEvents } from './pendingEvents.js';

/** A place in the queue that belongs to one object for good, such as a link direction. */
export type EventSlot = number;

/** More lanes than networks have common delays only cost comparisons. */
const LANE_LIMIT = 4;
/** How a slot is used: by a timer, by one object for good, by a timer that keeps no run alive. */
const TIMER = 0;
const OWNED = 1;
const BACKGROUND = 2;
/** Owned, and its events mostly come in order. */
const STEADY = 3;
const USE = 3;
/** What the state of a slot grows by with each timer, and where it begins anew: generations are 24 bits. */
const GENERATION = 4;
const GENERATIONS = 0x3ffffff;
/** A timer's id is generation × this + slot; so many events can be pending. */
const SLOT_LIMIT = 2 ** 26;
const PER_SLOT_LIMIT = 2 ** -26;
const INITIAL_SLOTS = 64;

/**
 * Events ordered by (time, sequence number): those of one instant fire in the order in which they were
 * scheduled, always. Times are integer nanoseconds. Timers stand in a heap and in buckets; what comes in order, in
 * lanes beside them.
 */
export class EventQueue {
  readonly #heap = new PendingEvents();
  readonly #lanes: EventLane[] = [];
  /** The lane of the first event, or null for the heap; as found last. */
  #first: EventLane | null = null;
  #size = 0;
  // By slot: what fires; how it is used (two bits), and how often it was given to a timer (the others).
  readonly #targets: (Timer | null)[] = [];
  #states = new Int32Array(INITIAL_SLOTS);
  readonly #freeSlots: number[] = [];
  /** The slot that was freed last, or none: what fires mostly schedules something. */
  #lastFree = -1;
  #nextSequence = 0;
  #backgroundSize = 0;

  /** Events that are pending. */
  get size(): number {
    return this.#size;
  }

  /** Pending events that keep no run alive. */
  get backgroundSize(): number {
    return this.#backgroundSize;
  }

  /** Time of the first event; `Infinity` if there is none. */
  get firstTimeNs(): number {
    const heap = this.#heap;
    const lanes = this.#lanes;
    let first: EventLane | null = null;
    let timeNs = heap.size === 0 ? Number.POSITIVE_INFINITY : heap.firstTimeNs;
    for (let index = 0; index < lanes.length; index++) {
      const lane = lanes[index] as EventLane;
      if (lane.size === 0) continue;
      const laneTimeNs = lane.firstTimeNs;
      if (laneTimeNs > timeNs) continue;
      if (laneTimeNs === timeNs && lane.firstSequence > (first ?? heap).firstSequence) continue;
      first = lane;
      timeNs = laneTimeNs;
    }
    this.#first = first;
    return timeNs;
  }

  /** The next sequence number: events get theirs in the order in which they are scheduled. */
  takeSequence(): number {
    return this.#nextSequence++;
  }

  /** Schedules a timer; it fires once. */
  schedule(timeNs: number, target: Timer): TimerId {
    const slot = this.#takeSlot(target);
    const generation = (((this.#states[slot] as number) & ~USE) + GENERATION) & GENERATIONS;
    let state = generation === 0 ? GENERATION : generation;
    if (target.background === true) {
      state |= BACKGROUND;
      this.#backgroundSize++;
    }
    this.#states[slot] = state;
    this.#heap.insert(timeNs, this.#nextSequence++, slot);
    this.#size++;
    return (state >> 2) * SLOT_LIMIT + slot;
  }

  /** Takes a pending timer out; one that fired, was cancelled, or never was is ignored. */
  cancel(id: TimerId): void {
    const generation = Math.floor(id * PER_SLOT_LIMIT);
    // A remainder of doubles costs 30 ns.
    const slot = id - generation * SLOT_LIMIT;
    const state = this.#states[slot] as number;
    if (generation === 0 || generation !== state >> 2 || (state & OWNED) !== 0) return;
    if (!this.#heap.remove(slot)) return;
    this.#size--;
    this.#freeSlot(slot, state);
  }

  /** Gives `target` a slot of its own, with at most one event pending, which it moves on by itself. */
  own(target: Timer): EventSlot {
    return this.#ownAs(OWNED, target);
  }

  /** As {@link own}, for events that mostly come in order; to {@link disarm} them is slow. */
  ownSteady(target: Timer): EventSlot {
    return ~this.#ownAs(STEADY, target);
  }

  /** Puts an owned slot, which must not be pending, into the queue. */
  arm(slot: EventSlot, timeNs: number, sequence: number): void {
    this.#size++;
    if (slot >= 0 || !this.#append(timeNs, sequence, slot)) {
      this.#heap.insert(timeNs, sequence, encodedSlot(slot));
    }
  }

  /**
   * One event more for a steady slot that is pending, if that costs little: if it comes behind all others of a lane.
   * Otherwise false, and the slot has to be moved on when its present event fires.
   */
  append(slot: EventSlot, timeNs: number, sequence: number): boolean {
    if (!this.#append(timeNs, sequence, slot)) return false;
    this.#size++;
    return true;
  }

  /** Takes all events of an owned slot out of the queue. */
  disarm(slot: EventSlot): void {
    if (this.#heap.remove(encodedSlot(slot))) this.#size--;
    if (slot >= 0) return;
    for (const lane of this.#lanes) this.#size -= lane.remove(slot);
  }

  /** From the `fire` of an owned slot, which is first then: its next event. */
  rearmFirst(timeNs: number, sequence: number): void {
    const lane = this.#first;
    if (lane !== null) {
      const slot = lane.slotAt(0);
      lane.removeFirst();
      if (!this.#append(timeNs, sequence, slot)) this.#heap.insert(timeNs, sequence, ~slot);
      return;
    }
    const index = this.#heap.firstSlot;
    const isSteady = ((this.#states[index] as number) & USE) === STEADY;
    if (isSteady && this.#append(timeNs, sequence, ~index)) this.#heap.removeFirst();
    else this.#heap.moveFirst(timeNs, sequence);
  }

  /** From the `fire` of an owned slot, which is first then: it has no next event. */
  disarmFirst(): void {
    this.#size--;
    const lane = this.#first;
    if (lane === null) this.#heap.removeFirst();
    else lane.removeFirst();
  }

  /** Fires the first event. There must be one, and its time must have been asked for since the last change. */
  fireFirst(): void {
    if (this.#first !== null) {
      (this.#targets[~this.#first.slotAt(0)] as Timer).fire();
      return;
    }
    const slot = this.#heap.firstSlot;
    const target = this.#targets[slot] as Timer;
    const state = this.#states[slot] as number;
    if ((state & OWNED) === 0) {
      this.#heap.removeFirst();
      this.#size--;
      this.#freeSlot(slot, state);
    }
    target.fire();
  }

  /** Puts an event behind the last one of a lane; false if there is no such lane. */
  #append(timeNs: number, sequence: number, slot: EventSlot): boolean {
    const lanes = this.#lanes;
    for (let index = 0; index < lanes.length; index++) {
      if ((lanes[index] as EventLane).append(timeNs, sequence, slot)) return true;
    }
    if (lanes.length === LANE_LIMIT) return false;
    const lane = new EventLane();
    lanes.push(lane);
    return lane.append(timeNs, sequence, slot);
  }

  #ownAs(use: number, target: Timer): number {
    const slot = this.#takeSlot(target);
    this.#states[slot] = ((this.#states[slot] as number) & ~USE) | use;
    return slot;
  }

  #takeSlot(target: Timer): number {
    const last = this.#lastFree;
    const free = last >= 0 ? last : this.#freeSlots.pop();
    this.#lastFree = -1;
    if (free !== undefined) {
      this.#targets[free] = target;
      return free;
    }
    const slot = this.#targets.length;
    if (slot === SLOT_LIMIT) throw new RangeError(`more than ${SLOT_LIMIT} events are pending`);
    this.#targets.push(target);
    if (slot === this.#states.length) this.#growSlots();
    return slot;
  }

  #freeSlot(slot: number, state: number): void {
    if ((state & USE) === BACKGROUND) {
      this.#states[slot] = (state & ~USE) | TIMER;
      this.#backgroundSize--;
    }
    const before = this.#lastFree;
    if (before >= 0) {
      this.#targets[before] = null;
      this.#freeSlots.push(before);
    }
    this.#lastFree = slot;
  }

  #growSlots(): void {
    const capacity = this.#states.length * 2;
    const states = new Int32Array(capacity);
    states.set(this.#states);
    this.#states = states;
    this.#heap.reserve(capacity);
  }
}

/** Where a slot's row is: those of steady slots are numbers below 0, so that lanes and owners know them. */
function encodedSlot(slot: EventSlot): number {
  return slot < 0 ? ~slot : slot;
}
