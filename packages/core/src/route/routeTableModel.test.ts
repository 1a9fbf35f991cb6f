import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import { contains, networkOf } from '../address/prefix.js';
import { type TestHost, testHost } from '../testing/testHost.js';
import type { RouteEntry } from './routeTable.js';

const NICS = 3;

/** The table as a list, looked through from one end to the other. */
class Model {
  entries: RouteEntry[] = [];
  readonly disabled = new Set<number>();

  /** RFC 1812 5.2.4.3: longest prefix, lowest preference and metric, first in the table. */
  best(destination: Ipv4Address): RouteEntry | null {
    let best: RouteEntry | null = null;
    for (const entry of this.entries) {
      if (this.disabled.has(entry.nic) || !contains(entry.destination, destination)) continue;
      if (best === null || isBetter(entry, best)) best = entry;
    }
    return best;
  }
}

function isBetter(one: RouteEntry, other: RouteEntry): boolean {
  const length = one.destination.length - other.destination.length;
  if (length !== 0) return length > 0;
  const preference = (one.preference ?? 0) - (other.preference ?? 0);
  return preference < 0 || (preference === 0 && (one.metric ?? 0) < (other.metric ?? 0));
}

type Real = TestHost;

class Step implements fc.Command<Model, Real> {
  readonly #name: string;
  readonly #act: (model: Model, real: Real) => void;

  constructor(name: string, act: (model: Model, real: Real) => void) {
    this.#name = name;
    this.#act = act;
  }

  check = () => true;

  run(model: Model, real: Real): void {
    this.#act(model, real);
  }

  toString = () => this.#name;
}

function add(entry: RouteEntry): Step {
  return new Step(`add ${JSON.stringify(entry)}`, (model, { host }) => {
    model.entries.push(entry);
    host.routes.add(entry);
  });
}

function removeLength(length: number): Step {
  return new Step(`remove /${length}`, (model, { host }) => {
    const before = model.entries.length;
    model.entries = model.entries.filter(({ destination }) => destination.length !== length);
    const removed = host.routes.remove(({ destination }) => destination.length === length);
    expect(removed).toBe(before - model.entries.length);
  });
}

function replaceAll(entries: readonly RouteEntry[]): Step {
  return new Step(`replace by ${JSON.stringify(entries)}`, (model, { host }) => {
    model.entries = [...entries];
    host.routes.replaceAll(entries);
  });
}

function replaceOwned(owner: string, entries: readonly RouteEntry[]): Step {
  return new Step(`replace those of ${owner} by ${JSON.stringify(entries)}`, (model, { host }) => {
    const others = model.entries.filter((entry) => (entry.owner ?? 'static') !== owner);
    model.entries = [...others, ...entries.map((entry) => ({ ...entry, owner }))];
    host.routes.replaceOwned(owner, entries);
  });
}

function enable(index: number, enabled: boolean): Step {
  return new Step(`${enabled ? 'enable' : 'disable'} eth${index}`, (model, { nics }) => {
    const nic = nics[index];
    if (nic === undefined) return;
    if (enabled) {
      model.disabled.delete(nic.id);
      nic.enable();
    } else {
      model.disabled.add(nic.id);
      nic.disable();
    }
  });
}

function find(destination: Ipv4Address): Step {
  return new Step(`find ${destination}`, (model, { host }) => {
    const expected = model.best(destination);
    const found = host.forwardingRoutes.find(destination);
    expect(found === null ? null : { nic: found.nic.id, gateway: found.gateway }).toEqual(
      expected === null ? null : { nic: expected.nic, gateway: expected.gateway },
    );
  });
}

/** Few addresses, so that prefixes contain each other. */
const address = fc
  .constantFrom(0x0a000001, 0x0a000081, 0x0a008001, 0x0b000001, 0xc0a80101)
  .map(ipv4Address);
const entry: fc.Arbitrary<RouteEntry> = fc
  .record({
    address,
    length: fc.constantFrom(0, 7, 8, 16, 24, 25, 32),
    gateway: fc.constantFrom(0x01010101, 0x02020202).map(ipv4Address),
    nic: fc.integer({ min: 1, max: NICS }),
    metric: fc.constantFrom(0, 1, 2),
    preference: fc.constantFrom(0, 10),
    owner: fc.constantFrom('static', 'rip'),
  })
  .map(({ address: inside, length, ...rest }) => ({
    destination: { address: networkOf({ address: inside, length }), length },
    ...rest,
  }));
/** Prefixes that contain none of the addresses looked up, so that tables are hashed and change in place. */
const OTHERS: readonly RouteEntry[] = Array.from({ length: 60 }, (_, index) => ({
  destination: { address: ipv4Address(0xac200000 + index * 256), length: 24 },
  gateway: null,
  nic: 1,
}));

describe.each([
  ['a short table', []],
  ['a long table', OTHERS],
])('routes of a standard router with %s', (_, others) => {
  it('are those that a look at every entry finds, whatever changed before', () => {
    const commands = fc.commands<Model, Real>(
      [
        entry.map(add),
        entry.map(add),
        address.map(find),
        address.map(find),
        fc.constantFrom(0, 8, 24).map(removeLength),
        fc.array(entry, { maxLength: 20 }).map((entries) => replaceAll([...others, ...entries])),
        fc
          .tuple(fc.constantFrom('static', 'rip'), fc.array(entry, { maxLength: 8 }))
          .map(([owner, entries]) => replaceOwned(owner, entries)),
        fc.tuple(fc.nat({ max: NICS - 1 }), fc.boolean()).map(([index, on]) => enable(index, on)),
      ],
      { size: '+1' },
    );
    const nics = [1, 2, 3].map((index) => ({ addresses: [`172.16.${index}.1/24`] }));
    fc.assert(
      fc.property(commands, (history) => {
        const setUp = () => {
          const real = testHost(nics, { behaviour: 'standard', forwarding: true });
          const model = new Model();
          model.entries = [...others];
          real.host.routes.replaceAll(others);
          return { model, real };
        };
        fc.modelRun(setUp, history);
      }),
      { numRuns: 200 },
    );
  });
});
