import { describe, expect, it } from 'vitest';
import { chooseSourcePort } from './portChoice.js';

const UDP = 17;
const ICMP = 1;

describe('chooseSourcePort', () => {
  it.each([
    [UDP, 4000, 4001],
    [UDP, 65_535, 1024],
    [UDP, 1023, 600],
    [UDP, 550, 600],
    [UDP, 600, 601],
    [UDP, 511, 1],
    [UDP, 0, 1],
    [ICMP, 0, 1],
    [ICMP, 65_535, 0],
  ])('takes the next one of its kind: protocol %i, %i to %i', (protocol, port, expected) => {
    expect(chooseSourcePort(protocol, port, () => true)).toBe(expected);
  });

  it('tries each of its kind once, and goes round', () => {
    const tried: number[] = [];
    const isFree = (port: number) => {
      tried.push(port);
      return false;
    };
    expect(chooseSourcePort(UDP, 510, isFree)).toBeNull();
    expect(tried.slice(0, 3)).toEqual([511, 1, 2]);
    expect([...tried].sort((a, b) => a - b)).toEqual(Array.from({ length: 511 }, (_, i) => i + 1));
  });
});
