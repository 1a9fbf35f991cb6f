import { describe, expect, it } from 'vitest';
import { LinkModel } from './linkModel.js';

const plain = { rateBitsPerSecond: 8_000_000, delayNs: 5, mtu: 100, queueLimitPackets: 1 };

describe('LinkModel', () => {
  it('adds up transmission, waiting and propagation', () => {
    const model = new LinkModel(plain);
    expect(model.send(0, 100)).toBe(100_005);
    expect(model.send(10, 50)).toBe(150_005);
    expect(model.send(200_000, 1)).toBe(201_005);
  });

  it('drops what the queue or the MTU has no room for', () => {
    const model = new LinkModel(plain);
    expect(model.send(0, 101)).toBe('larger-than-mtu');
    expect(model.send(0, 100)).toBe(100_005);
    expect(model.send(0, 100)).toBe(200_005);
    expect(model.send(0, 100)).toBe('queue-full');
    expect(model.send(100_000, 100)).toBe(300_005);
  });

  it('rounds each end of a busy period from its exact time', () => {
    const model = new LinkModel({ ...plain, rateBitsPerSecond: 3e9, delayNs: 0 });
    expect([1, 1, 1].map((length) => model.send(0, length))).toEqual([3, 5, 'queue-full']);
  });

  it('counts what arrives at this instant as in flight until it has arrived', () => {
    const model = new LinkModel({ ...plain, limitPackets: 1 });
    expect(model.send(0, 100)).toBe(100_005);
    expect(model.send(100_005, 100)).toBe('queue-full');
    model.arrived(100_005);
    expect(model.send(100_005, 100)).toBe(200_010);
  });
});
