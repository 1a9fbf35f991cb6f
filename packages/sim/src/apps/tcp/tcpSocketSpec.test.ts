import { getSocketOption, LINUX_TCP } from '@packetloom/core';
import { expect, it } from 'vitest';
import { routedNetwork } from '../../../test/routedNetwork.js';
import { setTcpOptions } from './tcpSocketSpec.js';

it('a socket has what is asked of it, and the host stays as it is', () => {
  const { simulation } = routedNetwork([{ hosts: ['a', 'b'] }]);
  const host = simulation.host('a');
  host.tcp.behaviour = LINUX_TCP;
  const socket = host.tcp.createSocket();
  const behaviour = { initialWindowSegments: 3, wmem: [4096, 8192, 8192] } as const;
  const spec = { behaviour, noDelay: true, congestionControl: 'reno', typeOfService: 0xbb, ttl: 9 };
  expect(setTcpOptions(socket, host, spec)).toBeNull();
  expect(socket.behaviour).toEqual({ ...LINUX_TCP, ...behaviour });
  expect(host.tcp.behaviour).toBe(LINUX_TCP);
  expect(socket.options).toMatchObject({ congestionControl: 'reno', tos: 0xb8, ttl: 9 });
  expect(socket.options.sndbuf).toBe(8192);
  expect(getSocketOption(socket, 'TCP_NODELAY')).toEqual({ value: 1 });
  const plain = host.tcp.createSocket();
  setTcpOptions(plain, host, {});
  expect(plain.behaviour).toBe(LINUX_TCP);
  expect(getSocketOption(plain, 'TCP_NODELAY')).toEqual({ value: 0 });
});
