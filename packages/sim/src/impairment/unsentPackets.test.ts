import { describe, expect, it } from 'vitest';
import { UnsentPackets } from './unsentPackets.js';

describe('packets whose transmission has not ended', () => {
  it('can be taken back from the last one on, and not when they are sent', () => {
    const unsent = new UnsentPackets();
    // Packet n is sent at n, has the tag 10 n, and is planned three ahead of time.
    for (let n = 3; n <= 300; n++) unsent.push(n, 10 * (n - 1), n - 3);
    expect(unsent.takeBack(1, 297)).toEqual({ count: 1, tagBefore: 2990 });
    expect(unsent.takeBack(9, 298)).toEqual({ count: 1, tagBefore: 2980 });
    expect(unsent.takeBack(9, 298).count).toBe(0);
    unsent.push(400, 5000, 298);
    unsent.clear();
    expect(unsent.takeBack(9, 0).count).toBe(0);
  });
});
