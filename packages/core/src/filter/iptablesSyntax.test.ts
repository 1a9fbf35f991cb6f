import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { ManualClock } from '../testing/manualClock.js';
import { applyIptables, type IptablesCommand, parseIptables } from './iptablesSyntax.js';
import { PacketFilter } from './packetFilter.js';
import type { FilterMatch, FilterTarget } from './rule.js';

const network = (address: number, length: number) => ({ address: ipv4Address(address), length });
const port = (first: number, last = first) => ({ first, last });

describe('the match of an iptables rule', () => {
  const matchOf = (options: string): FilterMatch | string => {
    const command = parseIptables(`-A FORWARD ${options} -j DROP`);
    return command.kind === 'append' ? command.rule.match : JSON.stringify(command);
  };

  it.each<[string, FilterMatch]>([
    ['', {}],
    ['-p icmp', { protocol: 1 }],
    ['--proto UDP', { protocol: 17 }],
    ['--protocol 99', { protocol: 99 }],
    ['-p all', {}],
    ['-p 0', {}],
    ['! -p tcp', { protocol: 6, protocolInverted: true }],
    ['-s 10.0.0.1', { source: network(0x0a000001, 32) }],
    ['--source 10.0.0.0/8', { source: network(0x0a000000, 8) }],
    ['! --src 10.0.0.0/255.255.0.0', { source: network(0x0a000000, 16), sourceInverted: true }],
    ['-d 0.0.0.0/0', { destination: network(0, 0) }],
    ['! --dst 10.0.0.1/32', { destination: network(0x0a000001, 32), destinationInverted: true }],
    ['--destination 10.0.0.1/0.0.0.0', { destination: network(0x0a000001, 0) }],
    ['-i eth0 -o eth+', { inInterface: 'eth0', outInterface: 'eth+' }],
    [
      '! --in-interface a ! --out-interface b',
      {
        inInterface: 'a',
        inInterfaceInverted: true,
        outInterface: 'b',
        outInterfaceInverted: true,
      },
    ],
    ['-p udp --sport 53', { protocol: 17, sourcePorts: port(53) }],
    ['-p tcp --dport=80:90', { protocol: 6, destinationPorts: port(80, 90) }],
    ['-p udp -m udp --source-port :1023', { protocol: 17, sourcePorts: port(0, 1023) }],
    [
      '-p udp ! --destination-port 1024:',
      { protocol: 17, destinationPorts: port(1024, 65_535), destinationPortsInverted: true },
    ],
    ['-p udp ! --sport 9', { protocol: 17, sourcePorts: port(9), sourcePortsInverted: true }],
    ['-p icmp --icmp-type echo-request', { protocol: 1, icmpType: 8 }],
    ['-p icmp --icmp-type fragmentation-needed', { protocol: 1, icmpType: 3, icmpCode: 4 }],
    ['-p icmp --icmp-type 3/1', { protocol: 1, icmpType: 3, icmpCode: 1 }],
    ['-p icmp ! --icmp-type 11', { protocol: 1, icmpType: 11, icmpInverted: true }],
    ['-p icmp -m icmp --icmp-type any', { protocol: 1 }],
    ['-p icmp --icmp-type 255', { protocol: 1 }],
    ['-p icmp --icmp-type host-redirect', { protocol: 1, icmpType: 5, icmpCode: 1 }],
    ['-p icmp --icmp-type ttl-zero-during-transit', { protocol: 1, icmpType: 11, icmpCode: 0 }],
    ['-p icmp --icmp-type required-option-missing', { protocol: 1, icmpType: 12, icmpCode: 1 }],
    ['-p tcp --syn', { protocol: 6, tcpFlags: { mask: 0x17, set: 0x02 } }],
    ['-p tcp ! --syn', { protocol: 6, tcpFlags: { mask: 0x17, set: 2 }, tcpFlagsInverted: true }],
    ['-p tcp -m tcp --tcp-flags ALL NONE', { protocol: 6, tcpFlags: { mask: 0x3f, set: 0 } }],
    ['-p tcp --tcp-flags syn,RST SYN', { protocol: 6, tcpFlags: { mask: 0x06, set: 0x02 } }],
    [
      '-p tcp -m multiport --dports 22,80:90',
      { protocol: 6, multiport: { side: 'destination', ranges: [port(22), port(80, 90)] } },
    ],
    [
      '-p udp -m multiport ! --ports 53',
      {
        protocol: 17,
        multiport: { side: 'either', ranges: [port(53)] },
        multiportInverted: true,
      },
    ],
    [
      '-p udp -m multiport --source-ports 1,2',
      { protocol: 17, multiport: { side: 'source', ranges: [port(1), port(2)] } },
    ],
  ])('%s', (options, expected) => {
    expect(matchOf(options)).toEqual(expected);
  });
});

describe('the target of an iptables rule', () => {
  it.each<[string, FilterTarget]>([
    ['-A OUTPUT -j ACCEPT', { type: 'ACCEPT' }],
    ['-A OUTPUT --jump DROP', { type: 'DROP' }],
    ['-A OUTPUT -j RETURN', { type: 'RETURN' }],
    ['-A OUTPUT -j mine', { type: 'JUMP', chain: 'mine' }],
    ['-A PREROUTING -j REDIRECT', { type: 'REDIRECT', port: 0 }],
    ['-A PREROUTING -j REDIRECT --to-ports 80', { type: 'REDIRECT', port: 80 }],
    [
      '-A POSTROUTING -j SNAT --to-source 10.0.0.9',
      { type: 'SNAT', address: ipv4Address(0x0a000009), port: 0 },
    ],
    [
      '-A OUTPUT -j DNAT --to-destination 10.0.0.9:53',
      { type: 'DNAT', address: ipv4Address(0x0a000009), port: 53 },
    ],
    ['-A POSTROUTING -j MASQUERADE', { type: 'MASQUERADE', ports: null }],
    [
      '-A mine -j SNAT --to-source 10.0.0.9',
      { type: 'SNAT', address: ipv4Address(0x0a000009), port: 0 },
    ],
  ])('%s', (line, target) => {
    const command = parseIptables(`-t nat ${line}`);
    expect(command).toMatchObject({ kind: 'append', rule: { table: 'nat', match: {}, target } });
  });
});

it.each([
  ['5000', { first: 5000, last: 5000 }],
  ['1024-2047', { first: 1024, last: 2047 }],
])('MASQUERADE takes the ports %s', (written, ports) => {
  const line = `-t nat -A POSTROUTING -p udp -j MASQUERADE --to-ports ${written}`;
  const target = { type: 'MASQUERADE', ports };
  expect(parseIptables(line)).toMatchObject({ rule: { match: { protocol: 17 }, target } });
});

describe('an iptables command', () => {
  const rule = { table: 'filter', chain: 'INPUT', match: {}, target: { type: 'DROP' } } as const;

  it.each<[string, IptablesCommand]>([
    ['iptables -A INPUT -j DROP', { kind: 'append', rule }],
    ['-j DROP --append INPUT --table filter', { kind: 'append', rule }],
    ['-I INPUT -j DROP', { kind: 'insert', rule, index: 0 }],
    ['--insert INPUT 3 -j DROP', { kind: 'insert', rule, index: 2 }],
    ['-D INPUT 1', { kind: 'delete', table: 'filter', chain: 'INPUT', index: 0 }],
    ['-D INPUT -j DROP', { kind: 'delete-rule', rule }],
    ['-j DROP --delete INPUT', { kind: 'delete-rule', rule }],
    ['-P FORWARD DROP', { kind: 'policy', table: 'filter', chain: 'FORWARD', policy: 'DROP' }],
    [
      '-t nat -P OUTPUT ACCEPT',
      { kind: 'policy', table: 'nat', chain: 'OUTPUT', policy: 'ACCEPT' },
    ],
    ['-N mine -t mangle', { kind: 'new-chain', table: 'mangle', chain: 'mine' }],
    ['-X mine', { kind: 'delete-chain', table: 'filter', chain: 'mine' }],
    ['-F', { kind: 'flush', table: 'filter', chain: undefined }],
    ['-t nat --flush mine', { kind: 'flush', table: 'nat', chain: 'mine' }],
  ])('%s', (line, expected) => {
    expect(parseIptables(line)).toEqual(expected);
  });

  it('is carried out', () => {
    const filter = new PacketFilter({ clock: new ManualClock(), nat: 'tracked' });
    const run = (line: string) => {
      const command = parseIptables(line);
      if (command.kind === 'error') throw new Error(command.message);
      return applyIptables(filter, command)?.code ?? 'done';
    };
    const rules = (chain: string) =>
      filter
        .table('filter')
        .chain(chain)
        ?.rules.map(({ rule: { target } }) => target.type);
    expect(
      ['-N mine', '-A mine -j DROP', '-A INPUT -j mine', '-I INPUT 2 -j RETURN'].map(run),
    ).toEqual(['done', 'done', 'done', 'done']);
    expect([rules('mine'), rules('INPUT')]).toEqual([['DROP'], ['JUMP', 'RETURN']]);
    expect(run('-D INPUT 3')).toBe('no-such-rule');
    expect(run('-A other -j DROP')).toBe('unknown-chain');
    expect(['-D INPUT 1', '-F mine', '-X mine', '-P INPUT DROP'].map(run)).toEqual([
      'done',
      'done',
      'done',
      'done',
    ]);
    expect([rules('mine'), rules('INPUT')]).toEqual([undefined, ['RETURN']]);
    expect(filter.table('filter').chain('INPUT')?.policy).toBe('DROP');
  });
});

describe('an error names the word, its column and what would be right', () => {
  it.each([
    ['', ':2 no command | such as -A INPUT -p icmp -j DROP'],
    ['-A INPUT --syn -j DROP', '--syn:10 --syn needs the protocol TCP | add -p tcp'],
    [
      '-A INPUT -p tcp --tcp-flags SYN',
      ':33 --tcp-flags needs two lists of flags | such as --tcp-flags SYN,ACK SYN',
    ],
    [
      '-A INPUT -p tcp --tcp-flags SYN ACK -j DROP',
      'ACK:33 no packet has flags that are not looked at: "ACK" | name them in the first list too',
    ],
    [
      '-A INPUT -p tcp --tcp-flags SYM SYM -j DROP',
      'SYM:29 not a TCP flag: "SYM" | one of FIN, SYN, RST, PSH, ACK, URG, ALL, NONE, with commas and no blanks between them',
    ],
    [
      '-A INPUT -p tcp --dports 1,2 -j DROP',
      '--dports:17 --dports needs -m multiport | -m multiport --dports …',
    ],
    [
      '-A INPUT -p tcp -m multiport -j DROP',
      'multiport:20 -m multiport needs ports | such as --dports 80,443',
    ],
    [
      '-A INPUT -m multiport --dports 1 -j DROP',
      '--dports:23 --dports needs a protocol with ports | add -p udp or -p tcp',
    ],
    [
      '-A INPUT -p tcp -m multiport --dports 1 --sports 2 -j DROP',
      '--sports:41 --sports after --dports | make it two rules',
    ],
    [
      '-A INPUT -p tcp -m multiport --dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14:15,16',
      '1,2,3,4,5,6,7,8,9,10,11,12,13,14:15,16:39 too many ports: 16 | at most 15, where a range counts as two',
    ],
    [
      '-A INPUT -j REJECT --reject-with tcp-reset',
      'tcp-reset:34 tcp-reset needs the protocol TCP | add -p tcp',
    ],
    [
      '-A INPUT -j REJECT --reject-with tcp-rest',
      'tcp-rest:34 not an answer of REJECT: "tcp-rest" | did you mean tcp-reset?',
    ],
    [
      '-A INPUT -j DROP --reject-with tcp-reset',
      '--reject-with:18 --reject-with is for REJECT only | add -j REJECT',
    ],
    [
      '-t nat -A PREROUTING -j REJECT',
      'REJECT:25 REJECT is for the table filter only | leave -t out',
    ],
    ['-p icmp -j DROP', ':17 no command | such as -A INPUT -p icmp -j DROP'],
    ['-A', ':4 -A needs a chain | such as -A INPUT'],
    ['-A -j DROP', '-j:4 -A needs a chain | such as -A INPUT'],
    ['-A INPUT', ':10 no target | such as -j DROP'],
    ['-A INPUT -P INPUT', '-P:10 -P after -A | one command a line'],
    ['-A INPUT --dprot 5', '--dprot:10 unknown option "--dprot" | did you mean --dport?'],
    ['-A INPUT -j', ':13 -j needs a value | put it behind the option'],
    ['-A INPUT !', ':12 "!" needs an option | an option such as -p, -s or -j'],
    ['-A INPUT ! -j DROP', '!:10 -j cannot be reversed | leave the ! out'],
    ['-A INPUT -s ! 1.2.3.4 -j DROP', '!:13 the ! comes too late | put it in front: ! -s'],
    ['-A INPUT -p udp -p tcp', '-p:17 -p is given twice | make it two rules'],
    ['-A INPUT -p udq', 'udq:13 unknown protocol "udq" | did you mean udp?'],
    [
      '-A INPUT -p 256',
      '256:13 unknown protocol "256" | one of icmp, igmp, tcp, udp, all, or a number',
    ],
    ['-A INPUT ! -p all', 'all:15 no protocol would match | name one'],
    [
      '-A INPUT -s 10.0.0.300',
      '10.0.0.300:13 not an address or network: "10.0.0.300" | an address such as 10.0.0.1, or a network such as 10.0.0.0/24',
    ],
    [
      '-A INPUT -d 10.0.0.0/255.0.255.0',
      '10.0.0.0/255.0.255.0:13 not an address or network: "10.0.0.0/255.0.255.0" | an address such as 10.0.0.1, or a network such as 10.0.0.0/24',
    ],
    [
      '-A INPUT -p udp --dport 90:80 -j DROP',
      '90:80:25 not a port or range of ports: "90:80" | a number from 0 to 65535, or a range such as 1024:2047',
    ],
    [
      '-A INPUT -p udp --sport domain -j DROP',
      'domain:25 not a port or range of ports: "domain" | a number from 0 to 65535, or a range such as 1024:2047',
    ],
    [
      '-A INPUT --dport 80 -j DROP',
      '--dport:10 --dport needs a protocol with ports | add -p udp or -p tcp',
    ],
    [
      '-A INPUT -p udp --icmp-type 8 -j DROP',
      '--icmp-type:17 --icmp-type needs the protocol ICMP | add -p icmp',
    ],
    [
      '-A INPUT -p icmp --icmp-type fragmentation-neded -j DROP',
      'fragmentation-neded:30 unknown ICMP type "fragmentation-neded" | did you mean fragmentation-needed?',
    ],
    [
      '-A INPUT -p icmp --icmp-type 3/256 -j DROP',
      '3/256:30 unknown ICMP type "3/256" | a name, a number, or a pair such as 3/4',
    ],
    [
      '-A INPUT -m limit -j DROP',
      'limit:13 unknown match "limit" | one of udp, tcp, icmp, conntrack, state, multiport, or leave it out',
    ],
    [
      '-A INPUT -m state -j DROP',
      'state:13 -m state needs --state | such as --state ESTABLISHED,RELATED',
    ],
    [
      '-A INPUT -m conntrack --state NEW -j DROP',
      'conntrack:13 -m conntrack needs --ctstate | such as --ctstate ESTABLISHED,RELATED',
    ],
    [
      '-A INPUT --ctstate NEW -j DROP',
      '--ctstate:10 --ctstate needs -m conntrack | -m conntrack --ctstate …',
    ],
    [
      '-A INPUT -m conntrack --ctstate ESTABLISHED,RELATE -j DROP',
      'ESTABLISHED,RELATE:33 not a state of connections: "RELATE" | NEW, ESTABLISHED, RELATED or INVALID, with commas and no blanks between them',
    ],
    [
      '-A INPUT -m conntrack --ctstate NEW, RELATED -j DROP',
      'NEW,:33 not a state of connections: "" | NEW, ESTABLISHED, RELATED or INVALID, with commas and no blanks between them',
    ],
    [
      '-A INPUT -m conntrack --ctstate DNAT -j DROP',
      'DNAT:33 the state DNAT is not supported | one of NEW, ESTABLISHED, RELATED, INVALID',
    ],
    ['-A INPUT -o eth0 -j DROP', '-o:10 INPUT knows no outgoing NIC | use -i'],
    ['-A OUTPUT -i eth0 -j DROP', '-i:11 OUTPUT knows no incoming NIC | use -o'],
    [
      '-A INPUT -j LOG',
      'LOG:13 the target LOG is not supported | one of ACCEPT, DROP, RETURN, REJECT, REDIRECT, SNAT, DNAT, MASQUERADE, or a chain',
    ],
    ['-A OUTPUT -j REDIRECT', 'REDIRECT:14 REDIRECT is for the table nat only | add -t nat'],
    [
      '-t nat -A OUTPUT -j SNAT --to-source 10.0.0.1',
      'SNAT:21 SNAT is not for OUTPUT | use it in POSTROUTING',
    ],
    [
      '-t nat -A POSTROUTING -j DNAT --to-destination 10.0.0.1',
      'DNAT:26 DNAT is not for POSTROUTING | use it in PREROUTING or OUTPUT',
    ],
    ['-t nat -A POSTROUTING -j SNAT', ':31 SNAT needs an address | such as --to-source 10.0.0.1'],
    [
      '-t nat -A OUTPUT -j DNAT --to-destination 10.0.0.1-10.0.0.9',
      '10.0.0.1-10.0.0.9:43 not an address to translate to: "10.0.0.1-10.0.0.9" | one address, with or without a port: 10.0.0.1 or 10.0.0.1:8080',
    ],
    [
      '-t nat -A OUTPUT -j REDIRECT --to-ports 0',
      '0:41 not a port: "0" | one number from 1 to 65535',
    ],
    [
      '-A INPUT -j DROP --to-ports 80',
      '--to-ports:18 --to-ports is for REDIRECT and MASQUERADE only | add -j REDIRECT or -j MASQUERADE',
    ],
    [
      '-t nat -A POSTROUTING -j MASQUERADE --to-ports 1024',
      '--to-ports:37 --to-ports needs a protocol with ports | add -p udp or -p tcp',
    ],
    [
      '-t nat -A POSTROUTING -p udp -j MASQUERADE --to-ports 9-8',
      '9-8:55 not a port or range of ports: "9-8" | a number from 1 to 65535, or a range such as 1024-2047',
    ],
    [
      '-t nat -A POSTROUTING -j MASQUERADE --to-source 10.0.0.1',
      '--to-source:37 --to-source is for SNAT only | add -j SNAT',
    ],
    ['-A FORWARD -j MASQUERADE', 'MASQUERADE:15 MASQUERADE is for the table nat only | add -t nat'],
    [
      '-t nat -A PREROUTING -j MASQUERADE',
      'MASQUERADE:25 MASQUERADE is not for PREROUTING | use it in POSTROUTING',
    ],
    ['-t nta -A INPUT -j DROP', 'nta:4 unknown table "nta" | did you mean nat?'],
    ['-A INPUT -t', ':13 -t needs a table | one of mangle, nat, filter, or none for filter'],
    [
      '-A PREROUTING -j DROP',
      'PREROUTING:4 the table filter has no chain PREROUTING | choose a table that has it: -t mangle or -t nat',
    ],
    ['-P INPUT REJECT', 'REJECT:10 not a policy: "REJECT" | ACCEPT or DROP'],
    ['-P INPUT', ':10 not a policy: "" | ACCEPT or DROP'],
    ['-P INPUT DROP -p udp', '-p:15 "-p" is not for -P | leave it out'],
    ['-D INPUT 0', '0:10 not the number of a rule: "0" | rules are counted from 1'],
    ['-D INPUT first', 'first:10 not the number of a rule: "first" | rules are counted from 1'],
    ['-D INPUT', ':10 -D needs a rule | its number, or what it was added with'],
    ['-D INPUT 1 -j DROP', '-j:12 "-j" is not for -D | leave it out'],
    ['-D INPUT -p icmp', ':18 no target | such as -j DROP'],
    ['-I INPUT 0 -j DROP', '0:10 not the number of a rule: "0" | rules are counted from 1'],
    ['-A INPUT drop', 'drop:10 unknown option "drop" | an option such as -p, -s or -j'],
  ])('%s', (line, expected) => {
    const error = parseIptables(line);
    if (error.kind !== 'error') throw new Error(`no error: ${JSON.stringify(error)}`);
    const { word, column, message, hint } = error;
    expect(`${word}:${column} ${message} | ${hint}`).toBe(expected);
  });
});
