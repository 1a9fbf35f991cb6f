// The settings of a run, from the option lines of a script and the command line.
import { type Ipv4Address, ipv4Address, parseIpv4Address } from '@packetloom/core';
import { NotSupported } from '../language/faults.js';
import type { ScriptOption } from '../language/script.js';

export interface Settings {
  /** How far off an instant may be, in microseconds, and in parts of the time since the script began. */
  readonly toleranceUs: number;
  readonly tolerancePercent: number;
  readonly localAddress: Ipv4Address;
  readonly remoteAddress: Ipv4Address;
  readonly gateway: Ipv4Address;
  readonly mtu: number;
  /** Larger packets that come in count as joined of segments of so many octets; 0 for never. */
  readonly mss: number;
  readonly bindPort: number;
  readonly connectPort: number;
  /** Length of a tick of the host's timestamps, if they are to be checked against it. */
  readonly tsTickUs: number;
}

const DEFAULT_SETTINGS: Settings = {
  toleranceUs: 4000,
  tolerancePercent: 1,
  localAddress: ipv4Address(0xc0a80001),
  remoteAddress: ipv4Address(0xc0000201),
  gateway: ipv4Address(0xc0a80002),
  mtu: 1500,
  mss: 0,
  bindPort: 8080,
  connectPort: 8080,
  tsTickUs: 0,
};

/** Options that change nothing in simulated time, or that only say how the program reports. */
const WITHOUT_EFFECT = new Set([
  'define',
  'verbose',
  'debug',
  'dry_run',
  'netmask_ip',
  'non_fatal',
  'speed',
  'init_scripts',
  'code_command',
  'code_format',
  'code_sockopt',
  'persistent_tun_dev',
  'send_omit_free',
  'strict_segments',
  'bind_port_any',
]);

export function settingsOf(options: readonly ScriptOption[]): Settings {
  let settings = DEFAULT_SETTINGS;
  for (const option of options) settings = { ...settings, ...change(option) };
  return settings;
}

function change(option: ScriptOption): Partial<Settings> {
  const { name, value, line } = option;
  switch (name) {
    case 'tolerance_usecs':
      return { toleranceUs: numberIn(option) };
    case 'tolerance_percent':
      return { tolerancePercent: numberIn(option) };
    case 'ip_version':
      if (value !== 'ipv4') throw new NotSupported(line, `--ip_version=${value}: only ipv4`);
      return {};
    case 'wire_protocol':
      if (value !== 'ipv4') throw new NotSupported(line, `--wire_protocol=${value}`);
      return {};
    case 'local_ip':
      return { localAddress: addressIn(option) };
    case 'remote_ip':
      return { remoteAddress: addressIn(option) };
    case 'gateway_ip':
      return { gateway: addressIn(option) };
    case 'mtu':
      return { mtu: numberIn(option) };
    case 'mss':
      return { mss: numberIn(option) };
    case 'bind_port':
      return { bindPort: numberIn(option) };
    case 'connect_port':
      return { connectPort: numberIn(option) };
    case 'tcp_ts_tick_usecs':
      return { tsTickUs: numberIn(option) };
    default:
      if (WITHOUT_EFFECT.has(name)) return {};
      throw new NotSupported(line, `the option --${name}`);
  }
}

function numberIn({ name, value, line }: ScriptOption): number {
  const number = value === null || value === '' ? Number.NaN : Number(value);
  if (Number.isFinite(number)) return number;
  throw new NotSupported(line, `--${name}=${value}: not a number`);
}

function addressIn({ name, value, line }: ScriptOption): Ipv4Address {
  const address = value === null ? undefined : parseIpv4Address(value);
  if (address === undefined)
    throw new NotSupported(line, `--${name}=${value}: not an IPv4 address`);
  return address;
}
