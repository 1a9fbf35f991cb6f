import { ipv4Address } from '@packetloom/core';
import type { WrittenScenario } from '@packetloom/language';
import { beforeEach, describe, expect, it } from 'vitest';
import { MulticastModel } from './multicastModel.js';
import { record } from './recording.js';

const GROUP = ipv4Address(0xef010101);
/** 10.0.1.1. */
const SOURCE = ipv4Address(0x0a000101);

/** Two routers lead from the source to the LAN of the members; behind it, a third one has a member of its own. */
const SCENARIO: WrittenScenario = {
  schema: 1,
  name: 'two-ways',
  nodes: {
    s: { kind: 'host' },
    r1: { kind: 'router', multicast: true },
    r2: { kind: 'router', multicast: true },
    r3: { kind: 'router', multicast: true, routes: ['0.0.0.0/0 via 10.0.2.1 dev eth0'] },
    m: { kind: 'host' },
  },
  segments: {
    near: { kind: 'hub', attach: ['s:eth0', 'r1:eth0', 'r2:eth0'], subnet: '10.0.1.0/24' },
    far: { kind: 'hub', attach: ['r1:eth1', 'r2:eth1', 'r3:eth0'], subnet: '10.0.2.0/24' },
  },
  links: [{ endpoints: ['r3:eth1', 'm:eth0'] }],
  events: [],
};

const { network, simulation } = record(SCENARIO);
let model: MulticastModel;

function outgoing(router: string): string[] {
  return [...model.forwarding(router, SOURCE, GROUP).outgoing];
}

function members(host: string, nic: string): void {
  model.see({ type: 'group-members', timeNs: 0, host, nic, group: GROUP, state: 'present' });
}

describe('MulticastModel', () => {
  beforeEach(() => {
    model = new MulticastModel(network, simulation);
  });

  it('sends nothing where nobody is a member', () => {
    expect(['r1', 'r2', 'r3'].map(outgoing)).toEqual([[], [], []]);
  });

  it('feeds a router that has a member by the one of two routers with the highest address', () => {
    members('r3', 'eth1');
    expect(['r1', 'r2', 'r3'].map(outgoing)).toEqual([[], ['r2:eth1'], ['r3:eth1']]);
    expect(model.forwarding('r3', SOURCE, GROUP).incoming).toBe('r3:eth0');
  });

  it('takes the other router when that one is down, and nobody where both are', () => {
    members('r3', 'eth1');
    model.see({ type: 'nic-state', timeNs: 0, host: 'r2', nic: 'eth1', up: false });
    expect(['r1', 'r2'].map(outgoing)).toEqual([['r1:eth1'], []]);
    model.see({ type: 'host-state', timeNs: 0, host: 'r1', up: false });
    expect(['r1', 'r2'].map(outgoing)).toEqual([[], []]);
  });

  it('does not send onto the link of the source', () => {
    members('r1', 'eth0');
    members('r2', 'eth0');
    expect(['r1', 'r2'].map(outgoing)).toEqual([[], []]);
  });
});
