import { describe, expect, it } from 'vitest';
import { joinedHosts } from '../../../test/joinedHosts.js';
import { getSocketOption } from './getOption.js';
import { setSocketOption } from './setOption.js';

const socket = () => joinedHosts().hosts[0].tcp.createSocket();

describe('options of a TCP socket', () => {
  it.each([
    ['TCP_NODELAY', 1],
    ['TCP_CORK', 1],
    ['SO_KEEPALIVE', 1],
    ['TCP_KEEPIDLE', 30],
    ['TCP_KEEPINTVL', 5],
    ['TCP_KEEPCNT', 3],
    ['TCP_USER_TIMEOUT', 1500],
    ['TCP_SYNCNT', 2],
    ['TCP_LINGER2', 7],
    ['TCP_MAXSEG', 1000],
    ['TCP_NOTSENT_LOWAT', 4096],
    ['TCP_WINDOW_CLAMP', 5000],
    ['TCP_THIN_LINEAR_TIMEOUTS', 1],
    ['SO_OOBINLINE', 1],
    ['SO_RCVLOWAT', 100],
    ['IP_TOS', 0xb8],
    ['IP_TTL', 5],
    ['IP_MTU_DISCOVER', 2],
    ['IP_RECVERR', 1],
    ['TCP_CONGESTION', 'bbr'],
  ])('%s is what was set', (name, value) => {
    const made = socket();
    expect(setSocketOption(made, name, value)).toBeNull();
    expect(getSocketOption(made, name)).toEqual({ value });
  });

  it('of buffers are doubled, and not smaller than the least', () => {
    const made = socket();
    setSocketOption(made, 'SO_RCVBUF', 10_000);
    setSocketOption(made, 'SO_SNDBUF', 1);
    expect(getSocketOption(made, 'SO_RCVBUF')).toEqual({ value: 20_000 });
    expect(getSocketOption(made, 'SO_SNDBUF')).toEqual({ value: 4608 });
  });

  it('leave the ECN bits of the TOS to the stack', () => {
    const made = socket();
    setSocketOption(made, 'IP_TOS', 0xff);
    expect(getSocketOption(made, 'IP_TOS')).toEqual({ value: 0xfc });
  });

  it('are refused where they are not known, or out of range', () => {
    const made = socket();
    expect(setSocketOption(made, 'TCP_MAXSEG', 10)).toBe('EINVAL');
    expect(setSocketOption(made, 'TCP_MD5SIG', 1)).toBe('ENOPROTOOPT');
    expect(setSocketOption(made, 'TCP_CONGESTION', 'none')).toBe('ENOENT');
    expect(getSocketOption(made, 'TCP_MD5SIG')).toEqual({ error: 'ENOPROTOOPT' });
  });
});
