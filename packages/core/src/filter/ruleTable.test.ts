import { beforeEach, describe, expect, it } from 'vitest';
import { type Ipv4Address, ipv4Address } from '../address/ipv4Address.js';
import type { FilterMatch, FilterTableName, FilterTarget } from './rule.js';
import { RuleTable } from './ruleTable.js';

const DROP: FilterTarget = { type: 'DROP' };
const SNAT: FilterTarget = { type: 'SNAT', address: ipv4Address(1), port: 0 };
const DNAT: FilterTarget = { type: 'DNAT', address: ipv4Address(1), port: 0 };
const jump = (chain: string): FilterTarget => ({ type: 'JUMP', chain });
const ports = { first: 1, last: 2 };

describe('RuleTable refuses', () => {
  let tables: Record<FilterTableName, RuleTable>;

  beforeEach(() => {
    tables = {
      mangle: new RuleTable('mangle', false),
      nat: new RuleTable('nat', false),
      filter: new RuleTable('filter', false),
    };
  });

  const refusal = (
    chain: string,
    match: FilterMatch,
    target: FilterTarget,
    table: FilterTableName = 'filter',
  ) => tables[table].insert({ table, chain, match, target })?.code;

  it.each<[string, string, FilterMatch, string]>([
    ['no protocol', 'INPUT', { protocol: 256 }, 'bad-match'],
    ['half a protocol', 'INPUT', { protocol: 1.5 }, 'bad-match'],
    ['ports of no protocol', 'INPUT', { sourcePorts: ports }, 'bad-match'],
    ['ports of ICMP', 'INPUT', { protocol: 1, destinationPorts: ports }, 'bad-match'],
    [
      'ports of all but UDP',
      'INPUT',
      { protocol: 17, protocolInverted: true, sourcePorts: ports },
      'bad-match',
    ],
    [
      'ports in reverse',
      'INPUT',
      { protocol: 17, sourcePorts: { first: 2, last: 1 } },
      'bad-match',
    ],
    [
      'a port too large',
      'INPUT',
      { protocol: 17, destinationPorts: { first: 2, last: 65_536 } },
      'bad-match',
    ],
    ['an ICMP code alone', 'INPUT', { protocol: 1, icmpCode: 3 }, 'bad-match'],
    ['an ICMP type of UDP', 'INPUT', { protocol: 17, icmpType: 3 }, 'bad-match'],
    [
      'an ICMP type of all but ICMP',
      'INPUT',
      { protocol: 1, protocolInverted: true, icmpType: 3 },
      'bad-match',
    ],
    ['an ICMP type too large', 'INPUT', { protocol: 1, icmpType: 256 }, 'bad-match'],
    ['an ICMP code too large', 'INPUT', { protocol: 1, icmpType: 3, icmpCode: 256 }, 'bad-match'],
    ['a chain of another table', 'PREROUTING', {}, 'unknown-chain'],
  ])('%s', (_, chain, match, code) => {
    expect(refusal(chain, match, DROP)).toBe(code);
    expect(tables.filter.isUntouched).toBe(true);
  });

  it('targets that make no sense', () => {
    expect(refusal('INPUT', {}, jump('no'))).toBe('unknown-chain');
    expect(refusal('INPUT', {}, jump('OUTPUT'))).toBe('target-not-allowed');
    expect(refusal('OUTPUT', {}, { type: 'REDIRECT', port: 1 })).toBe('target-not-allowed');
    expect(refusal('POSTROUTING', {}, { type: 'REDIRECT', port: 1 }, 'nat')).toBe(
      'target-not-allowed',
    );
    expect(refusal('INPUT', {}, SNAT, 'nat')).toBe('target-not-allowed');
    expect(refusal('OUTPUT', {}, { type: 'REDIRECT', port: 65_536 }, 'nat')).toBe('bad-target');
    expect(refusal('POSTROUTING', {}, { ...SNAT, address: -1 as Ipv4Address }, 'nat')).toBe(
      'bad-target',
    );
    expect(tables.nat.isUntouched).toBe(true);
  });

  it('DNAT where it is not known', () => {
    expect(refusal('OUTPUT', {}, DNAT, 'nat')).toBe('target-not-allowed');
    tables.nat = new RuleTable('nat', true);
    expect(refusal('OUTPUT', {}, DNAT, 'nat')).toBeUndefined();
    expect(refusal('PREROUTING', {}, DNAT, 'nat')).toBeUndefined();
    expect(refusal('POSTROUTING', {}, DNAT, 'nat')).toBe('target-not-allowed');
  });

  it('targets reached by jumps from where they make no sense', () => {
    tables.nat.addChain('mine');
    expect(refusal('mine', {}, SNAT, 'nat')).toBeUndefined();
    expect(refusal('OUTPUT', {}, jump('mine'), 'nat')).toBe('target-not-allowed');
    expect(refusal('POSTROUTING', {}, jump('mine'), 'nat')).toBeUndefined();
    expect(refusal('mine', {}, { type: 'REDIRECT', port: 1 }, 'nat')).toBe('target-not-allowed');
  });

  it('jumps in a circle', () => {
    for (const name of ['a', 'b', 'c']) tables.filter.addChain(name);
    expect(refusal('a', {}, jump('b'))).toBeUndefined();
    expect(refusal('b', {}, jump('c'))).toBeUndefined();
    expect(refusal('c', {}, jump('a'))).toBe('chain-loop');
    expect(refusal('a', {}, jump('a'))).toBe('chain-loop');
    expect(refusal('a', {}, jump('c'))).toBeUndefined();
  });

  it('policies and rules of chains that are not there', () => {
    tables.filter.addChain('mine');
    expect(tables.filter.setPolicy('mine', 'DROP')?.code).toBe('policy-not-allowed');
    expect(tables.filter.setPolicy('no', 'DROP')?.code).toBe('unknown-chain');
    expect(tables.filter.flush('no')?.code).toBe('unknown-chain');
  });
});

describe('RuleTable is untouched', () => {
  it('until there is a rule or a policy, and again when they are gone', () => {
    const table = new RuleTable('filter', false);
    const { name } = table;
    table.insert({ table: name, chain: 'INPUT', match: {}, target: DROP });
    expect(table.isUntouched).toBe(false);
    table.remove('INPUT', 0);
    expect(table.isUntouched).toBe(true);
    table.setPolicy('OUTPUT', 'DROP');
    table.flush();
    expect(table.isUntouched).toBe(false);
    table.setPolicy('OUTPUT', 'ACCEPT');
    expect(table.isUntouched).toBe(true);
  });
});

describe('RuleTable bounds what one packet is asked', () => {
  const table = () => new RuleTable('filter', false);
  const insert = (into: RuleTable, chain: string, target: FilterTarget) =>
    into.insert({ table: 'filter', chain, match: {}, target })?.code ?? null;
  const name = (index: number) => `c${index}`;

  it('when each chain of a row jumps to the next several times', () => {
    const rules = table();
    for (let chain = 0; chain < 40; chain++) rules.addChain(name(chain));
    const refused: string[] = [];
    for (let chain = 0; chain < 39; chain++) {
      for (let copy = 0; copy < 8; copy++) {
        const code = insert(rules, name(chain), jump(name(chain + 1)));
        if (code !== null) refused.push(code);
      }
    }
    expect(new Set(refused)).toEqual(new Set(['too-many-rules']));
    expect(rules.chain('c0')?.maxEvaluated).toBeLessThanOrEqual(100_000);
  });

  it('counting each jump, in whichever order rules come', () => {
    const rules = table();
    for (const each of ['a', 'b']) rules.addChain(each);
    insert(rules, 'INPUT', jump('a'));
    insert(rules, 'a', jump('b'));
    insert(rules, 'a', jump('b'));
    for (let index = 0; index < 10; index++) insert(rules, 'b', { type: 'RETURN' });
    expect(rules.chain('INPUT')?.maxEvaluated).toBe(1 + 2 + 2 * 10);
    rules.remove('a', 0);
    insert(rules, 'b', DROP);
    expect(rules.chain('INPUT')?.maxEvaluated).toBe(1 + 1 + 11);
    rules.flush();
    insert(rules, 'INPUT', DROP);
    expect(rules.chain('INPUT')?.maxEvaluated).toBe(1);
  });

  it.each([
    ['first to last', (index: number) => index],
    ['last to first', (index: number) => 299 - index],
  ])('by how deep jumps lie one inside the other, %s', (_, order) => {
    const rules = table();
    for (let chain = 0; chain <= 300; chain++) rules.addChain(name(chain));
    const codes = Array.from({ length: 300 }, (_each, index) =>
      insert(rules, name(order(index)), jump(name(order(index) + 1))),
    );
    expect(codes.indexOf('too-many-jumps')).toBe(256);
    expect(codes.slice(0, 256)).toEqual(new Array(256).fill(null));
  });

  it('in steps that grow no faster than the rules', () => {
    const rules = table();
    const count = 20_000;
    for (let chain = 0; chain < count; chain++) rules.addChain(name(chain));
    // A tree that all packets enter, and of which each sees one way only.
    for (let chain = 0; chain < count; chain++) {
      expect(insert(rules, 'INPUT', jump(name(chain)))).toBeNull();
      expect(insert(rules, name(chain), DROP)).toBeNull();
    }
    expect(rules.chain('INPUT')?.maxEvaluated).toBe(2 * count);
  });
});
