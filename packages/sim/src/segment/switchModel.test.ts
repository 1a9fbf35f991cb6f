import { type MacAddress, macAddress } from '@packetloom/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Stations } from '../../test/stations.js';

const SECOND = 1e9;
const PORTS = 5;
const BROADCAST = macAddress(0xffffffffffff);
const GROUP = macAddress(0x0180c2000010);
const mac = (number: number) => macAddress(0x020000000000 + number);

/** Everything that a bridge was shown, and what follows by IEEE 802.1D 7.7 to 7.9. */
class Model {
  readonly seen: { address: number; port: number; atSeconds: number }[] = [];
  readonly down = new Set<number>();
  nowSeconds = 0;

  receivers(port: number, source: number, destination: number): number[] {
    if (this.down.has(port)) return [];
    this.seen.push({ address: source, port, atSeconds: this.nowSeconds });
    const others = [...Array(PORTS).keys()].filter(
      (other) => other !== port && !this.down.has(other),
    );
    if (destination === BROADCAST || destination === GROUP) return others;
    const last = this.seen.findLast(({ address }) => address === destination);
    if (last === undefined || this.nowSeconds - last.atSeconds >= 300) return others;
    return last.port === port ? [] : [last.port];
  }

  setUp(port: number, up: boolean): void {
    if (up) this.down.delete(port);
    else this.down.add(port);
    // What was seen at a port that goes down is void, older sightings elsewhere included.
    if (up) return;
    const gone = new Set(
      this.seen
        .filter(({ address }) => this.seen.findLast((s) => s.address === address)?.port === port)
        .map(({ address }) => address),
    );
    const kept = this.seen.filter(({ address }) => !gone.has(address));
    this.seen.splice(0, this.seen.length, ...kept);
  }
}

type Step =
  | { readonly type: 'send'; port: number; source: MacAddress; destination: MacAddress }
  | { readonly type: 'wait'; seconds: number }
  | { readonly type: 'port'; port: number; up: boolean };

const port = fc.nat(PORTS - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('send' as const),
      port,
      source: fc.integer({ min: 1, max: 7 }).map(mac),
      destination: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 1, max: 7 }).map(mac) },
        fc.constantFrom(BROADCAST, GROUP),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('wait' as const),
      seconds: fc.constantFrom(1, 100, 150, 299, 300),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('port' as const), port, up: fc.boolean() }),
  },
);

describe('a learning switch', () => {
  it('delivers each frame to exactly those that the model of IEEE 802.1D names', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const stations = new Stations(PORTS);
        const model = new Model();
        for (const each of steps) {
          if (each.type === 'wait') {
            stations.wait(each.seconds * SECOND);
            model.nowSeconds += each.seconds;
          } else if (each.type === 'port') {
            stations.segment.ports[each.port]?.setUp(each.up);
            if (model.down.has(each.port) === each.up) model.setUp(each.port, each.up);
          } else {
            const { port: from, source, destination } = each;
            const got = stations.send(from, source, destination);
            expect(got.map(({ station }) => station)).toEqual(
              model.receivers(from, source, destination),
            );
            for (const frame of got) expect(frame).toMatchObject({ source, destination });
          }
          expect(stations.pool.liveCount).toBe(stations.segment.inFlightPackets);
        }
        expect(stations.pool.liveCount).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('gives every receiver octets of its own', () => {
    const stations = new Stations(4, { kind: 'hub' });
    const payload = Uint8Array.from({ length: 60 }, (_, index) => index);
    const got = stations.send(0, mac(1), BROADCAST, { payload });
    expect(got.map((frame) => [frame.station, [...frame.payload]])).toEqual(
      [1, 2, 3].map((station) => [station, [...payload]]),
    );
    expect(stations.pool.totals()).toEqual({
      created: 3,
      ended: 3,
      dispositions: { delivered: 3 },
    });
  });

  it('ends what no other port needs, with a reason', () => {
    const stations = new Stations(2);
    stations.send(0, mac(1), BROADCAST);
    stations.send(0, mac(2), mac(1));
    expect(stations.pool.totals().dispositions).toEqual({ delivered: 1, 'no-port-needs-it': 1 });
    expect(stations.segment.stats.filteredFrames).toBe(1);
  });
});
