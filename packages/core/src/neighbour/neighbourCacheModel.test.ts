import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { BROADCAST_MAC, macAddress } from '../address/macAddress.js';
import { Disposition } from '../packet/disposition.js';
import { PacketPool } from '../packet/packetPool.js';
import { ManualClock } from '../testing/manualClock.js';
import { NeighbourCache, WAITING } from './neighbourCache.js';
import type { NeighbourState } from './neighbourEntry.js';

const SECOND = 1_000_000_000;
const ADDRESSES = [1, 2, 3].map(ipv4Address);
const MACS = [0xa1, 0xa2].map(macAddress);
/** With draws in the middle a confirmation holds for 30 s. */
const REACHABLE_NS = 30 * SECOND;

interface Entry {
  state: NeighbourState;
  mac: number;
  /** When the next step is due by itself. */
  dueNs: number;
  /** Order in which the steps became due, for steps of one instant. */
  order: number;
  requests: number;
  waiting: number[];
}

/** The table of states, step by step. */
class Model {
  readonly entries = new Map<Ipv4Address, Entry>();
  readonly log: string[] = [];
  nowNs = 0;
  #order = 0;

  get(address: Ipv4Address): Entry {
    let entry = this.entries.get(address);
    if (entry === undefined) {
      entry = { state: 'unreachable', mac: 0, dueNs: Infinity, order: 0, requests: 0, waiting: [] };
      this.entries.set(address, entry);
    }
    return entry;
  }

  become(entry: Entry, state: NeighbourState, afterNs = Infinity): void {
    entry.state = state;
    entry.dueNs = this.nowNs + afterNs;
    entry.order = ++this.#order;
  }

  flush(entry: Entry): void {
    for (const tag of entry.waiting) this.log.push(`${this.nowNs} send ${tag} ${entry.mac}`);
    entry.waiting = [];
  }

  request(address: Ipv4Address, entry: Entry, state: 'incomplete' | 'probe'): void {
    this.become(entry, state, SECOND);
    entry.requests++;
    this.log.push(`${this.nowNs} ask ${address} ${state === 'probe' ? entry.mac : BROADCAST_MAC}`);
  }

  step(address: Ipv4Address, entry: Entry): void {
    if (entry.state === 'reachable') {
      this.become(entry, 'stale');
      return;
    }
    if (entry.state === 'delay') entry.requests = 0;
    if (entry.requests < 3) {
      this.request(address, entry, entry.state === 'incomplete' ? 'incomplete' : 'probe');
      return;
    }
    this.become(entry, 'unreachable');
    for (const tag of entry.waiting) this.log.push(`${this.nowNs} fail ${tag} timeout`);
    entry.waiting = [];
  }

  advanceTo(timeNs: number): void {
    for (;;) {
      const due = [...this.entries].filter(([, { dueNs }]) => dueNs <= timeNs);
      due.sort(([, a], [, b]) => a.dueNs - b.dueNs || a.order - b.order);
      const next = due[0];
      if (next === undefined) break;
      this.nowNs = next[1].dueNs;
      this.step(...next);
    }
    this.nowNs = timeNs;
  }
}

class Real {
  readonly clock = new ManualClock();
  readonly pool = new PacketPool();
  readonly log: string[] = [];
  tags = 0;
  readonly cache = new NeighbourCache({
    clock: this.clock,
    random: { below: (bound) => bound / 2 },
    sendRequest: (target, mac) => {
      this.log.push(`${this.clock.nowNs} ask ${target} ${mac}`);
      return true;
    },
    transmit: (packet, mac) => {
      this.log.push(`${this.clock.nowNs} send ${packet.tag} ${mac}`);
      this.pool.end(packet, Disposition.delivered);
    },
    fail: (packet, reason) => {
      this.log.push(`${this.clock.nowNs} fail ${packet.tag} ${reason}`);
      this.pool.end(packet, Disposition.delivered);
    },
    overflow: () => expect.unreachable('too few packets for that'),
  });
}

class Command implements fc.Command<Model, Real> {
  readonly #name: string;
  readonly #act: (model: Model, real: Real) => void;

  constructor(name: string, act: (model: Model, real: Real) => void) {
    this.#name = name;
    this.#act = act;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    this.#act(model, real);
    expect(real.log).toEqual(model.log);
    const expected = new Map(
      [...model.entries].map(([address, { state, mac, waiting }]) => {
        const isKnown = state !== 'incomplete' && state !== 'unreachable';
        return [address, { address, state, mac: isKnown ? mac : null, waiting: waiting.length }];
      }),
    );
    expect(new Map(real.cache.entries().map((entry) => [entry.address, entry]))).toEqual(expected);
    const held = [...model.entries.values()].reduce((sum, { waiting }) => sum + waiting.length, 0);
    expect([real.cache.heldPackets, real.pool.liveCount]).toEqual([held, held]);
  }

  toString(): string {
    return this.#name;
  }
}

const address = fc.constantFrom(...ADDRESSES);
const mac = fc.constantFrom(...MACS);

const resolve = address.map(
  (target) =>
    new Command(`resolve ${target}`, (model, real) => {
      const tag = ++real.tags;
      const packet = Object.assign(real.pool.allocate(20), { tag });
      const found = real.cache.resolve(target, packet, ipv4Address(9));
      if (found !== WAITING) real.pool.end(packet, Disposition.delivered);
      const isNew = !model.entries.has(target);
      const entry = model.get(target);
      if (isNew || entry.state === 'unreachable' || entry.state === 'incomplete') {
        expect(found).toBe(WAITING);
        entry.waiting.push(tag);
        if (entry.state === 'incomplete') return;
        entry.requests = 0;
        model.request(target, entry, 'incomplete');
        return;
      }
      expect(found).toBe(entry.mac);
      if (entry.state === 'stale') model.become(entry, 'delay', 5 * SECOND);
    }),
);

const request = fc.tuple(address, mac).map(
  ([from, at]) =>
    new Command(`request from ${from} at ${at}`, (model, real) => {
      real.cache.requestReceivedFrom(from, at);
      const isNew = !model.entries.has(from);
      const entry = model.get(from);
      if (entry.state === 'static') return;
      const isUnknown = isNew || entry.state === 'incomplete' || entry.state === 'unreachable';
      if (!isUnknown && entry.mac === at) return;
      entry.mac = at;
      if (entry.state !== 'stale') model.become(entry, 'stale');
      model.flush(entry);
    }),
);

const reply = fc.tuple(address, mac).map(
  ([from, at]) =>
    new Command(`reply from ${from} at ${at}`, (model, real) => {
      real.cache.replyReceived(from, at);
      const entry = model.entries.get(from);
      if (entry === undefined || entry.state === 'static' || entry.state === 'unreachable') return;
      if (entry.state === 'incomplete' || entry.mac === at) {
        entry.mac = at;
        model.become(entry, 'reachable', REACHABLE_NS);
        model.flush(entry);
      } else if (entry.state === 'reachable') {
        model.become(entry, 'stale');
      }
    }),
);

const confirm = address.map(
  (of) =>
    new Command(`confirm ${of}`, (model, real) => {
      real.cache.confirmReachable(of);
      const entry = model.entries.get(of);
      if (entry === undefined || !['stale', 'delay', 'probe'].includes(entry.state)) return;
      model.become(entry, 'reachable', REACHABLE_NS);
    }),
);

const addStatic = fc.tuple(address, mac).map(
  ([of, at]) =>
    new Command(`static ${of} at ${at}`, (model, real) => {
      real.cache.addStatic(of, at);
      const entry = model.get(of);
      entry.mac = at;
      model.become(entry, 'static');
      model.flush(entry);
    }),
);

const clear = fc.constant(
  new Command('clear', (model, real) => {
    real.cache.clear();
    for (const { waiting } of model.entries.values()) {
      for (const tag of waiting) model.log.push(`${model.nowNs} fail ${tag} aborted`);
    }
    model.entries.clear();
    expect(real.clock.pendingCount).toBe(0);
  }),
);

const advance = fc.constantFrom(0.5, 1, 2, 5, 30, 100).map(
  (seconds) =>
    new Command(`advance ${seconds} s`, (model, real) => {
      real.clock.advanceBy(seconds * SECOND);
      model.advanceTo(model.nowNs + seconds * SECOND);
    }),
);

describe('NeighbourCache against a model of its states', () => {
  it('asks, sends, fails and knows the same after any calls', () => {
    const often = [resolve, resolve, resolve, request, reply, reply, advance, advance, advance];
    const commands = fc.commands([...often, confirm, addStatic, clear], {
      maxCommands: 80,
      size: '+1',
    });
    fc.assert(
      fc.property(commands, (all) => {
        fc.modelRun(() => ({ model: new Model(), real: new Real() }), all);
      }),
      { numRuns: 500 },
    );
  });
});
