import { ipv4Address } from '../address/ipv4Address.js';
import type { PathMtuDiscoveryFactory } from '../route/pathMtu.js';
import { assertThat, type ComplianceCase, demandEqual } from './compliance.js';
import { ManualClock } from './manualClock.js';

const HERE = ipv4Address(0x0a000002);
const THERE = ipv4Address(0x0a000003);
const LEAST = 552;
const DAY_NS = 86_400_000_000_000;

/** What every discovery of path MTUs does. */
export function pathMtuCompliance(make: PathMtuDiscoveryFactory): readonly ComplianceCase[] {
  return [
    {
      name: 'knows nothing at first',
      run: () => demandEqual(make(new ManualClock()).find(HERE), null),
    },
    { name: 'believes no less than the least', run: () => keepsLeast(make) },
    { name: 'keeps destinations apart', run: () => keepsApart(make) },
    { name: 'knows no more than it was told', run: () => invents(make) },
    {
      name: 'forgets within a day, so that larger packets are tried again',
      run: () => forgets(make),
    },
  ];
}

function keepsLeast(make: PathMtuDiscoveryFactory): void {
  for (const told of [0, 68, LEAST - 1, LEAST, 1280]) {
    const paths = make(new ManualClock());
    paths.learn(HERE, told, LEAST);
    const known = paths.find(HERE);
    const isSound = known === null || known.mtu >= LEAST;
    assertThat(isSound, `an MTU of at least ${LEAST}, told ${told}`, known);
    const isLockedRightly = known === null || known.isLocked === told < LEAST;
    assertThat(isLockedRightly, `locked only below ${LEAST}, told ${told}`, known);
  }
}

function keepsApart(make: PathMtuDiscoveryFactory): void {
  const paths = make(new ManualClock());
  paths.learn(HERE, 1000, LEAST);
  demandEqual(paths.find(THERE), null);
}

function invents(make: PathMtuDiscoveryFactory): void {
  const paths = make(new ManualClock());
  paths.learn(HERE, 1000, LEAST);
  const mtu = paths.find(HERE)?.mtu ?? 1000;
  demandEqual(mtu, 1000);
}

function forgets(make: PathMtuDiscoveryFactory): void {
  const clock = new ManualClock();
  const paths = make(clock);
  paths.learn(HERE, 1000, LEAST);
  clock.advanceBy(DAY_NS);
  demandEqual(paths.find(HERE), null);
}
