import { describe, expect, it } from 'vitest';
import { bundled } from './bundle.js';

describe('a bundle for browsers', () => {
  it.each([
    ['language', "export { loadScenario } from '@packetloom/language';", 1_550],
    [
      'language and runner',
      "export { loadScenario } from '@packetloom/language'; export { runScenario } from '@packetloom/runner';",
      2_100,
    ],
  ])('of %s needs nothing of Node and is small', async (_, code, maxKilobytes) => {
    const { text, bytes } = await bundled(code);
    expect(text).not.toMatch(/["']node:/);
    expect(bytes / 1000).toBeLessThan(maxKilobytes);
  });

  it('of the language has nothing of what makes features run', async () => {
    const code = "export * from '@packetloom/language';";
    const run =
      /features\/.*\/(run|runApp|runEvent|runOutputs|text|eventFile|seriesFile)\.ts$|sim\/src\/(apps|composition|network)\//;
    const { inputs } = await bundled(code);
    expect(inputs.filter((path) => run.test(path))).toEqual([]);
    const whole = await bundled(`${code} export * from '@packetloom/language/run';`);
    expect(whole.inputs.filter((path) => run.test(path)).length).toBeGreaterThan(20);
  });
});
