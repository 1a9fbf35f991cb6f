import { ipv4Address } from '@packetloom/core';
import { expect, it } from 'vitest';
import { simplerThan } from './simpler.js';

const addresses = {
  owners: new Map([['10.0.0.2', 'n1']]),
  all: [0x0a000001, 0x0a000002].map(ipv4Address),
};

it.each([
  [7, [0, 1, 3, 6]],
  [1400, [0, 1, 700]],
  [1, [0]],
  [0, []],
  ['3000us', ['0us', '1us', '1500us']],
  ['2.5%', ['0%', '1%', '2%']],
  ['router', ['host']],
  ['10.0.0.2:5000', ['n1:5000']],
  ['10.0.0.2', ['n1']],
  ['10.0.0.9', []],
  ['n1', []],
  [true, []],
])('takes for simpler than %j', (value, simpler) => {
  expect([...simplerThan(value, addresses)]).toEqual(simpler);
});

it('leaves out words that follow each other, as of a rule', () => {
  const simpler = [...simplerThan('-A INPUT ! -p udp -j DROP', addresses)];
  expect(simpler).toContain('-A INPUT -j DROP');
  expect(simpler).toContain('-A INPUT -p udp -j DROP');
  expect(simpler).not.toContain('-A INPUT ! -p udp -j DROP');
});
