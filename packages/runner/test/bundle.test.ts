import { describe, expect, it } from 'vitest';
import { bundled } from './bundle.js';

describe('a bundle for browsers', () => {
  it.each([
    ['language', "export { loadScenario } from '@packetloom/language';", 1_400],
    [
      'language and runner',
      "export { loadScenario } from '@packetloom/language'; export { runScenario } from '@packetloom/runner';",
      1_950,
    ],
  ])('of %s needs nothing of Node and is small', async (_, code, maxKilobytes) => {
    const { text, bytes } = await bundled(code);
    expect(text).not.toMatch(/["']node:/);
    expect(bytes / 1000).toBeLessThan(maxKilobytes);
  });
});
