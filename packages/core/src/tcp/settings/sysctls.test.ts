import { describe, expect, it } from 'vitest';
import { LINUX_TCP } from './behaviour.js';
import { withSysctl } from './sysctls.js';

const set = (name: string, value: string) => withSysctl(LINUX_TCP, name, value);

describe('a sysctl', () => {
  it.each([
    ['net.ipv4.tcp_sack', '0', { sack: false }],
    ['tcp_rto_min_us', '50000', { rtoMinUs: 50_000 }],
    ['tcp_timestamps', '2', { timestamps: 2 }],
    ['net.core.somaxconn', '0x10', { somaxconn: 16 }],
    ['net.ipv4.route.min_pmtu', '600', { minPmtu: 600 }],
    ['tcp_congestion_control', ' reno\n', { congestionControl: 'reno' }],
    ['tcp_rmem', '1\t2 3', { rmem: [1, 2, 3] }],
    ['tcp_wmem', '1 2', { wmem: [1, 2, LINUX_TCP.wmem[2]] }],
    ['tcp_ecn', '1', { ecn: 1 }],
  ])('%s = %j is a choice of behaviour', (name, value, change) => {
    expect(set(name, value)).toEqual({ ...LINUX_TCP, ...change });
  });

  it.each([
    ['tcp_ecn', '3'],
    ['tcp_congestion_control', 'vegas'],
    ['tcp_mtu_probing', '1'],
    ['tcp_sack', 'yes'],
    ['tcp_sack', ''],
    ['tcp_sack', '1 1'],
    ['tcp_rmem', '1 2 3 4'],
    ['tcp_rmem', '1 x'],
  ])('%s has no value %j here', (name, value) => {
    expect(set(name, value)).toBe('unsupported-value');
  });

  it('of what does not exist here changes nothing', () => {
    expect(set('net.ipv4.tcp_fastopen', 'anything')).toBe(LINUX_TCP);
    expect(set('tcp_mtu_probing', '0')).toEqual(LINUX_TCP);
  });

  it('that nobody knows is refused', () => {
    expect(set('tcp_unheard_of', '1')).toBe('unknown-sysctl');
  });
});
