import { expect, it } from 'vitest';
import { memoryOfPacket, tailroom } from './receiveMemory.js';

it('counts a packet that no buffer holds in whole pages, with no room behind it', () => {
  expect(tailroom(10_040)).toBe(0);
  expect(memoryOfPacket(10_040)).toBe(3 * 4096 + 192 + 576);
});

it('leaves the room of its buffer behind a packet that fits', () => {
  expect(tailroom(1500)).toBe(1728 - 64 - 1500);
});
