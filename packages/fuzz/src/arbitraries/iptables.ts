import {
  type FilterMatch,
  formatIpv4Address,
  formatPrefix,
  type Ipv4Address,
  type PortRange,
} from '@packetloom/core';

/** What a rule asks for, as iptables(8) writes it, with a blank behind; NICs that a chain cannot know are left out. */
export function writtenMatch(match: FilterMatch, chain: string): string {
  const knowsIn = chain !== 'OUTPUT' && chain !== 'POSTROUTING';
  const knowsOut = chain !== 'PREROUTING' && chain !== 'INPUT';
  const { source, destination, icmpType, icmpCode } = match;
  const icmp = icmpCode === undefined ? icmpType : `${icmpType}/${icmpCode}`;
  const options: readonly (readonly [string, string | number | undefined, boolean | undefined])[] =
    [
      ['-p', match.protocol, match.protocolInverted],
      ['-s', source && formatPrefix(source), match.sourceInverted],
      ['-d', destination && formatPrefix(destination), match.destinationInverted],
      ['-i', knowsIn ? match.inInterface : undefined, match.inInterfaceInverted],
      ['-o', knowsOut ? match.outInterface : undefined, match.outInterfaceInverted],
      ['--sport', writtenPorts(match.sourcePorts), match.sourcePortsInverted],
      ['--dport', writtenPorts(match.destinationPorts), match.destinationPortsInverted],
      ['--icmp-type', icmp, match.icmpInverted],
    ];
  const { states } = match;
  const state = `--ctstate ${states?.join(',')} `;
  const ofState =
    states === undefined ? '' : `-m conntrack ${match.statesInverted ? '! ' : ''}${state}`;
  return (
    ofState +
    options
      .filter(([, value]) => value !== undefined)
      .map(([option, value, isInverted]) => `${isInverted ? '! ' : ''}${option} ${value} `)
      .join('')
  );
}

function writtenPorts(ports: PortRange | undefined): string | undefined {
  return ports === undefined ? undefined : `${ports.first}:${ports.last}`;
}

/** A target of NAT that the chain may have. */
export function writtenTranslation(
  chain: string,
  nat: 'stateless' | 'tracked',
  address: Ipv4Address,
  port: number | null,
): string {
  const to = formatIpv4Address(address) + (port === null ? '' : `:${port}`);
  if (chain === 'POSTROUTING') {
    return port === 1 && nat === 'tracked' ? 'MASQUERADE' : `SNAT --to-source ${to}`;
  }
  if (nat === 'stateless') return `REDIRECT --to-ports ${port ?? 5000}`;
  return port === 1 ? 'REDIRECT --to-ports 5000' : `DNAT --to-destination ${to}`;
}
