import { describe, expect, it } from 'vitest';
import { ManualClock } from '../testing/manualClock.js';
import { applyIptables, parseIptables } from './iptablesSyntax.js';
import { PacketFilter } from './packetFilter.js';
import { isSameRule } from './sameRule.js';

const ruleOf = (line: string) => {
  const command = parseIptables(line);
  if (command.kind !== 'append') throw new Error(`no rule: ${line}`);
  return command.rule;
};

describe('two rules are the same', () => {
  it.each([
    ['-A INPUT -p udp --dport 53 -j DROP', '-A INPUT -p 17 -m udp --dport 53:53 -j DROP'],
    ['-A INPUT -s 10.0.0.9/24 -i eth0 -j DROP', '-A INPUT -i eth0 -s 10.0.0.0/24 -j DROP'],
    ['-A INPUT -s 0.0.0.0/0 -p all -j DROP', '-A INPUT -j DROP'],
    ['-A INPUT -p icmp --icmp-type ping -j DROP', '-A INPUT -p icmp --icmp-type 8 -j DROP'],
    [
      '-t nat -A POSTROUTING -p udp -j MASQUERADE --to-ports 9',
      '-t nat -A POSTROUTING -p udp -j MASQUERADE --to-ports 9-9',
    ],
  ])('%s, %s', (one, other) => expect(isSameRule(ruleOf(one), ruleOf(other))).toBe(true));
});

describe('two rules differ', () => {
  it.each([
    ['-A INPUT -j DROP', '-A OUTPUT -j DROP'],
    ['-A INPUT -j DROP', '-t nat -A INPUT -j DROP'],
    ['-A INPUT -j DROP', '-A INPUT -j RETURN'],
    ['-A INPUT -j one', '-A INPUT -j other'],
    ['-A INPUT -s 10.0.0.0/24 -j DROP', '-A INPUT -s 10.0.0.0/25 -j DROP'],
    ['-A INPUT -s 10.0.0.1 -j DROP', '-A INPUT -d 10.0.0.1 -j DROP'],
    ['-A INPUT -s 10.0.0.1 -j DROP', '-A INPUT ! -s 10.0.0.1 -j DROP'],
    ['-A INPUT -p udp --dport 5 -j DROP', '-A INPUT -p udp --dport 5:6 -j DROP'],
    ['-A INPUT -p icmp --icmp-type 3 -j DROP', '-A INPUT -p icmp --icmp-type 3/0 -j DROP'],
    [
      '-t nat -A POSTROUTING -j SNAT --to-source 10.0.0.1',
      '-t nat -A POSTROUTING -j SNAT --to-source 10.0.0.1:5',
    ],
    [
      '-t nat -A POSTROUTING -p udp -j MASQUERADE',
      '-t nat -A POSTROUTING -p udp -j MASQUERADE --to-ports 9',
    ],
  ])('%s, %s', (one, other) => expect(isSameRule(ruleOf(one), ruleOf(other))).toBe(false));
});

describe('-D with a rule', () => {
  it('takes out the first one that is the same, or says that there is none', () => {
    const filter = new PacketFilter({ clock: new ManualClock(), nat: 'stateless' });
    const run = (line: string) => {
      const command = parseIptables(line);
      if (command.kind === 'error') throw new Error(command.message);
      return applyIptables(filter, command);
    };
    const left = () =>
      filter
        .table('filter')
        .chain('INPUT')
        ?.rules.map(({ rule: { target } }) => target.type);
    for (const target of ['DROP', 'RETURN', 'DROP', 'ACCEPT']) run(`-A INPUT -j ${target}`);
    expect(run('-D INPUT -j DROP')).toBeNull();
    expect(left()).toEqual(['RETURN', 'DROP', 'ACCEPT']);
    expect(run('-D INPUT -p udp -j DROP')).toEqual({
      code: 'no-matching-rule',
      message: 'the chain INPUT of the table filter has no such rule',
    });
    expect(run('-D mine -j DROP')?.code).toBe('unknown-chain');
    for (const target of ['RETURN', 'DROP', 'ACCEPT']) run(`-D INPUT -j ${target}`);
    expect(filter.table('filter').isUntouched).toBe(true);
  });
});
