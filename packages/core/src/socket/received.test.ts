import { expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { type ReceivedDatagram, ReceiveQueue } from './received.js';

/** A datagram of so many octets, each `fill`. */
function datagram(fill: number, octets = 1): ReceivedDatagram {
  const payload = new Uint8Array(octets).fill(fill);
  const ends = { source: ipv4Address(1), sourcePort: 2, destination: ipv4Address(3) };
  const options = new Uint8Array(0);
  return {
    ...ends,
    payload,
    options,
    nic: 1,
    typeOfService: 0,
    ttl: 64,
    timeNs: 0,
    identity: 1,
    cause: 0,
  };
}

it('keeps copies in order until they are taken', () => {
  const queue = new ReceiveQueue(1000);
  const first = datagram(1);
  queue.push(first);
  queue.push(datagram(2));
  first.payload[0] = 9;
  expect([queue.shift(), queue.shift(), queue.shift()].map((one) => one?.payload[0])).toEqual([
    1,
    2,
    undefined,
  ]);
  queue.push(datagram(3));
  expect(queue.shift()?.payload[0]).toBe(3);
});

it('is full at its limit, and open again when something was taken', () => {
  const queue = new ReceiveQueue(10);
  queue.push(datagram(1, 9));
  expect(queue.isOpen).toBe(true);
  queue.push(datagram(2, 9));
  expect(queue.isOpen).toBe(false);
  queue.shift();
  expect(queue.isOpen).toBe(true);
});

it('gives all to its listener, and keeps nothing then', () => {
  const queue = new ReceiveQueue(10);
  const heard: ReceivedDatagram[] = [];
  queue.listener = (one) => void heard.push(one);
  const large = datagram(1, 100);
  queue.push(large);
  expect([heard, queue.isOpen, queue.shift()]).toEqual([[large], true, null]);
});

it('takes nothing more once it is shut, but gives what waits', () => {
  const queue = new ReceiveQueue(10);
  queue.push(datagram(1));
  queue.shutDown();
  expect([queue.isOpen, queue.shift()?.payload[0]]).toEqual([false, 1]);
});
