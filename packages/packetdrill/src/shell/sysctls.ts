// Sysctls as scripts set them: those of TCP, and what sockets begin with.
import { type TcpBehaviour, withSysctl } from '@packetloom/core';

export interface SysctlSettings {
  readonly behaviour: TcpBehaviour;
  /** `tcp_notsent_lowat`, which sockets begin with. */
  readonly notsentLowat: number;
}

/** The settings with one sysctl changed, or why it cannot be. `name` is without `net.` and `ipv4.`. */
export function changeSysctl(
  settings: SysctlSettings,
  name: string,
  value: string,
): SysctlSettings | string {
  const computed = value.replace(/\$\(\(([^()]*)\)\)/g, (_, product: string) =>
    computedOf(product),
  );
  if (name === 'tcp_notsent_lowat') {
    const number = Number(computed);
    return Number.isNaN(number) ? `sysctl ${name}=${value}` : { ...settings, notsentLowat: number };
  }
  const behaviour = withSysctl(settings.behaviour, name, computed);
  if (typeof behaviour !== 'string') return { ...settings, behaviour };
  if (behaviour === 'unknown-sysctl') return `sysctl ${name}`;
  if (name === 'tcp_congestion_control') return `the congestion control ${value}`;
  const isAccurateEcn = name === 'tcp_ecn' && /^\d+$/.test(computed);
  return `${isAccurateEcn ? 'Accurate ECN: ' : ''}sysctl ${name}=${value}`;
}

/** The product of numbers that shells compute: `$((15*1024*1024))`. */
function computedOf(product: string): string {
  return String(product.split('*').reduce((value, factor) => value * Number(factor), 1));
}
