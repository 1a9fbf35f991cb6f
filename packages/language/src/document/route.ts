import {
  ANY,
  formatIpv4Address,
  formatPrefix,
  type Ipv4Address,
  type Ipv4Prefix,
  networkOf,
  parseIpv4Address,
  parsePrefix,
} from '@packetloom/core';
import { type ParseResult, parsed, parseFailure } from '../quantity/quantity.js';
import { NAME_FORM } from './names.js';

/** A route as `ip route` writes it. */
export interface RouteText {
  readonly destination: Ipv4Prefix;
  readonly gateway: Ipv4Address | null;
  readonly nic: string | null;
  readonly metric: number;
}

const EXPECTED = 'a route reads like "10.2.0.0/16 via 10.0.0.1 dev eth0 metric 10"';
const DEFAULT_ROUTE: Ipv4Prefix = { address: ANY, length: 0 };

/** Words of `ip route` that mean something which the simulator cannot do yet. */
const NOT_BUILT_YET: ReadonlySet<string> = new Set([
  'blackhole',
  'unreachable',
  'prohibit',
  'throw',
  'nexthop',
  'src',
  'onlink',
  'mtu',
  'table',
  'scope',
  'proto',
]);

interface Parts {
  via?: Ipv4Address;
  dev?: string;
  metric?: number;
}

/** `default via 10.0.0.1`, `10.2.0.0/16 via 10.0.0.1 dev eth0 metric 10`, `10.3.0.0/24 dev eth1`. */
export function readRoute(text: string): ParseResult<RouteText> {
  const words = text.trim().split(/\s+/);
  const foreign = words.find((word) => NOT_BUILT_YET.has(word));
  if (foreign !== undefined) return parseFailure(`uses '${foreign}', which is not built yet`);
  const [first = '', ...rest] = words;
  const destination = readDestination(first);
  if (!destination.ok) return destination;
  const parts = readParts(rest);
  if (!parts.ok) return parts;
  const { via, dev, metric } = parts.value;
  if (via === undefined && dev === undefined) {
    return parseFailure(`says neither 'via ADDRESS' nor 'dev NIC': ${EXPECTED}`);
  }
  return parsed({
    destination: destination.value,
    gateway: via ?? null,
    nic: dev ?? null,
    metric: metric ?? 0,
  });
}

function readDestination(word: string): ParseResult<Ipv4Prefix> {
  if (word === 'default') return parsed(DEFAULT_ROUTE);
  const address = parseIpv4Address(word);
  if (address !== undefined) return parsed({ address, length: 32 });
  const prefix = parsePrefix(word);
  if (prefix === undefined) {
    return parseFailure(`has the destination '${word}', which is no prefix: ${EXPECTED}`);
  }
  const network = networkOf(prefix);
  if (network !== prefix.address) {
    const suggestion = formatPrefix({ address: network, length: prefix.length });
    return parseFailure(`has host bits set in its destination '${word}'`, suggestion);
  }
  return parsed(prefix);
}

function readParts(words: readonly string[]): ParseResult<Parts> {
  const parts: Parts = {};
  for (let index = 0; index < words.length; index += 2) {
    const key = words[index] as string;
    const value = words[index + 1];
    if (key !== 'via' && key !== 'dev' && key !== 'metric') {
      return parseFailure(`has the unknown word '${key}': ${EXPECTED}`);
    }
    if (value === undefined) return parseFailure(`ends after '${key}': ${EXPECTED}`);
    if (parts[key] !== undefined) return parseFailure(`says '${key}' twice`);
    const problem = readPart(parts, key, value);
    if (problem !== null) return parseFailure(problem);
  }
  return parsed(parts);
}

function readPart(parts: Parts, key: keyof Parts, value: string): string | null {
  switch (key) {
    case 'via': {
      const gateway = parseIpv4Address(value);
      if (gateway === undefined) return `has the gateway '${value}', which is no address`;
      parts.via = gateway;
      return null;
    }
    case 'dev':
      if (!NAME_FORM.test(value)) return `has the NIC '${value}', which is no name`;
      parts.dev = value;
      return null;
    case 'metric':
      if (!/^\d{1,9}$/.test(value)) return `has the metric '${value}': a metric is a whole number`;
      parts.metric = Number(value);
      return null;
  }
}

/** A route as text, the way {@link readRoute} reads it. */
export function formatRoute(route: RouteText): string {
  const { destination, gateway, nic, metric } = route;
  const words = [destination.length === 0 ? 'default' : formatPrefix(destination)];
  if (gateway !== null) words.push('via', formatIpv4Address(gateway));
  if (nic !== null) words.push('dev', nic);
  if (metric !== 0) words.push('metric', String(metric));
  return words.join(' ');
}
