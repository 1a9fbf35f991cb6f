import { describe, expect, it } from 'vitest';
import { LINUX_DATAGRAMS, LINUX_FRAMES } from '../../test/linuxPackets.js';
import { fromHex, viewOf } from '../../test/octets.js';
import * as header from './index.js';

/** The constants whose names begin so, in the order of their numbers. */
const named = (prefix: string): [string, unknown][] =>
  Object.entries(header)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]): [string, unknown] => [name.slice(prefix.length), value])
    .sort(([, a], [, b]) => Number(a) - Number(b));

describe('numbers that IANA assigns', () => {
  it('of protocols', () => {
    expect(named('PROTOCOL_')).toEqual([
      ['ICMP', 1],
      ['IGMP', 2],
      ['TCP', 6],
      ['UDP', 17],
      ['RAW', 255],
    ]);
  });

  it('of codes of ICMP destination unreachable', () => {
    const others = /REDIRECT|EXCEEDED|POINTER|OPTION|LENGTH/;
    const codes = named('ICMP_CODE_').filter(([name]) => !others.test(name));
    expect(codes.map(([, code]) => code)).toEqual(Array.from({ length: 16 }, (_, code) => code));
    expect(codes.map(([name]) => name)).toMatchInlineSnapshot(`
      [
        "NET_UNREACHABLE",
        "HOST_UNREACHABLE",
        "PROTOCOL_UNREACHABLE",
        "PORT_UNREACHABLE",
        "FRAGMENTATION_NEEDED",
        "SOURCE_ROUTE_FAILED",
        "DESTINATION_NETWORK_UNKNOWN",
        "DESTINATION_HOST_UNKNOWN",
        "SOURCE_HOST_ISOLATED",
        "NETWORK_PROHIBITED",
        "HOST_PROHIBITED",
        "NETWORK_UNREACHABLE_FOR_TOS",
        "HOST_UNREACHABLE_FOR_TOS",
        "COMMUNICATION_PROHIBITED",
        "HOST_PRECEDENCE_VIOLATION",
        "PRECEDENCE_CUTOFF",
      ]
    `);
  });

  it('of the other codes of ICMP', () => {
    expect([header.ICMP_CODE_TTL_EXCEEDED, header.ICMP_CODE_REASSEMBLY_TIME_EXCEEDED]).toEqual([
      0, 1,
    ]);
    expect([
      header.ICMP_CODE_POINTER_INDICATES_ERROR,
      header.ICMP_CODE_REQUIRED_OPTION_MISSING,
      header.ICMP_CODE_BAD_LENGTH,
    ]).toEqual([0, 1, 2]);
    expect(named('ICMP_CODE_REDIRECT_')).toEqual([
      ['NETWORK', 0],
      ['HOST', 1],
      ['TOS_AND_NETWORK', 2],
      ['TOS_AND_HOST', 3],
    ]);
  });

  it('of types of ICMP', () => {
    const lengths = /LENGTH|OFFSET|CODE/;
    const types = named('ICMP_').filter(([name]) => !lengths.test(name));
    expect(Object.fromEntries(types)).toMatchInlineSnapshot(`
      {
        "ADDRESS_MASK_REPLY": 18,
        "ADDRESS_MASK_REQUEST": 17,
        "DESTINATION_UNREACHABLE": 3,
        "ECHO": 8,
        "ECHO_REPLY": 0,
        "INFORMATION_REPLY": 16,
        "INFORMATION_REQUEST": 15,
        "PARAMETER_PROBLEM": 12,
        "REDIRECT": 5,
        "ROUTER_ADVERTISEMENT": 9,
        "ROUTER_SOLICITATION": 10,
        "SOURCE_QUENCH": 4,
        "TIMESTAMP": 13,
        "TIMESTAMP_REPLY": 14,
        "TIME_EXCEEDED": 11,
      }
    `);
  });

  it('of group records of IGMPv3', () => {
    const { IGMP_MODE_IS_INCLUDE, IGMP_MODE_IS_EXCLUDE } = header;
    const { IGMP_CHANGE_TO_INCLUDE_MODE, IGMP_CHANGE_TO_EXCLUDE_MODE } = header;
    const { IGMP_ALLOW_NEW_SOURCES, IGMP_BLOCK_OLD_SOURCES } = header;
    const types = [
      IGMP_MODE_IS_INCLUDE,
      IGMP_MODE_IS_EXCLUDE,
      IGMP_CHANGE_TO_INCLUDE_MODE,
      IGMP_CHANGE_TO_EXCLUDE_MODE,
      IGMP_ALLOW_NEW_SOURCES,
      IGMP_BLOCK_OLD_SOURCES,
    ];
    expect(types).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('of EtherTypes', () => {
    expect(named('ETHER_TYPE_')).toEqual([
      ['IPV4', 0x0800],
      ['ARP', 0x0806],
      ['VLAN', 0x8100],
      ['IPV6', 0x86dd],
    ]);
  });
});

describe('offsets and lengths', () => {
  it('of ARP are those of a packet from Linux', () => {
    const octets = fromHex(LINUX_FRAMES.arpRequest).subarray(header.ETHERNET_OFFSET.payload);
    const view = viewOf(octets);
    const { hardwareType, protocolType, hardwareLength, protocolLength } = header.ARP_OFFSET;
    expect(view.getUint16(hardwareType)).toBe(header.ARP_HARDWARE_ETHERNET);
    expect(view.getUint16(protocolType)).toBe(header.ARP_PROTOCOL_IPV4);
    expect(view.getUint8(hardwareLength)).toBe(6);
    expect(view.getUint8(protocolLength)).toBe(4);
    expect(octets.length).toBe(header.ARP_LENGTH);
  });

  it('of IPv4 and its options are those of a datagram from Linux', () => {
    const view = viewOf(fromHex(LINUX_DATAGRAMS.routerAlert));
    const { options } = header.IPV4_OFFSET;
    const { type, length, value } = header.OPTION_OFFSET;
    expect(view.getUint8(header.IPV4_OFFSET.versionAndHeaderLength)).toBe(0x46);
    expect(view.getUint8(options + type)).toBe(header.OPTION_ROUTER_ALERT);
    expect(view.getUint8(options + length)).toBe(header.ROUTER_ALERT_LENGTH);
    expect(view.getUint16(options + value)).toBe(0);
    expect(options).toBe(header.IPV4_MIN_HEADER_LENGTH);
    expect(header.IPV4_MAX_HEADER_LENGTH - options).toBe(header.IPV4_MAX_OPTIONS_LENGTH);
  });
});
