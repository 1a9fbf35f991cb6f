import { LINUX_TCP } from '@packetloom/core';
import { expect, it } from 'vitest';
import { commandsOf } from './commands.js';
import { changeSysctl } from './sysctls.js';

it.each([
  ['./defaults.sh', [{ kind: 'defaults' }]],
  [
    '../../common/defaults.sh\n../common/set_sysctls.py /proc/sys/net/ipv4/tcp_wmem="4096 50000 4194304"\n',
    [{ kind: 'defaults' }, { kind: 'sysctl', name: 'tcp_wmem', value: '4096 50000 4194304' }],
  ],
  ['sysctl -q net.ipv4.tcp_ecn=1  # fully', [{ kind: 'sysctl', name: 'tcp_ecn', value: '1' }]],
  [
    'sysctl -w net.core.somaxconn=5 net.ipv4.tcp_sack=0 > /dev/null 2>&1',
    [
      { kind: 'sysctl', name: 'core.somaxconn', value: '5' },
      { kind: 'sysctl', name: 'tcp_sack', value: '0' },
    ],
  ],
  [
    'echo 1 > /proc/sys/net/ipv4/tcp_timestamps',
    [{ kind: 'sysctl', name: 'tcp_timestamps', value: '1' }],
  ],
  ['./sysctl_restore_1.sh', [{ kind: 'nothing' }]],
  ['ethtool -K tun0 tso off gro off', [{ kind: 'segmentation', on: false }, { kind: 'nothing' }]],
  ['ip link set dev tun0 mtu 1400', [{ kind: 'mtu', value: 1400 }]],
  ['rm -rf x', [{ kind: 'unknown', text: 'rm -rf x' }]],
])('%j', (text, commands) => {
  expect(commandsOf(text)).toEqual(commands);
});

const settings = { behaviour: LINUX_TCP, notsentLowat: 0xffffffff };

it('changes what exists here, and names what does not', () => {
  expect(changeSysctl(settings, 'tcp_rmem', '4096 $((2*1024)) 9')).toMatchObject({
    behaviour: { rmem: [4096, 2048, 9] },
  });
  expect(changeSysctl(settings, 'tcp_tso_win_divisor', '3')).toEqual(settings);
  expect(changeSysctl(settings, 'tcp_mtu_probing', '0')).toEqual(settings);
  expect(changeSysctl(settings, 'tcp_mtu_probing', '1')).toBe('sysctl tcp_mtu_probing=1');
  expect(changeSysctl(settings, 'tcp_congestion_control', 'vegas')).toBe(
    'the congestion control vegas',
  );
  expect(changeSysctl(settings, 'tcp_unheard_of', '1')).toBe('sysctl tcp_unheard_of');
  expect(changeSysctl(settings, 'tcp_ecn', '3')).toBe('Accurate ECN: sysctl tcp_ecn=3');
  expect(changeSysctl(settings, 'tcp_sack', 'x')).toBe('sysctl tcp_sack=x');
  expect(changeSysctl(settings, 'tcp_notsent_lowat', '$((2*8))')).toMatchObject({
    notsentLowat: 16,
  });
  expect(changeSysctl(settings, 'tcp_notsent_lowat', 'x')).toBe('sysctl tcp_notsent_lowat=x');
});
