import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { readAdding } from './adding.js';
import { bundled, overlay } from './bundle.js';

type Language = typeof import('@packetloom/language');
type Runner = typeof import('../src/index.js');

const CODE = `
export { loadScenario } from '@packetloom/language';
export { runScenario, reportBody, styleFor } from '@packetloom/runner';
`;

describe('what docs/adding.md adds', () => {
  const { scenario, files, changed } = readAdding();

  it('touches two lists of an app, an event, an output and a queue discipline', () => {
    expect(changed).toEqual([
      ...['apps', 'events', 'outputs'].flatMap((kind) => [
        `packages/language/src/features/${kind}/index.ts`,
        `packages/language/src/features/${kind}/run.ts`,
      ]),
      'packages/sim/src/queue/queueDisciplines.ts',
      'packages/language/src/features/queues/index.ts',
    ]);
  });

  it('runs: an app, an event, an output and a queue discipline', async () => {
    const { text } = await bundled(CODE, [overlay(files)]);
    const module = new Function('require', `${text}; return packetloom;`) as (
      require: NodeJS.Require,
    ) => Language & Runner;
    const { loadScenario, runScenario, reportBody, styleFor } = module(
      createRequire(import.meta.url),
    );
    const bytes = new TextEncoder().encode(scenario);
    const loaded = loadScenario({
      file: 'adding.yaml',
      bytes,
      readSibling: () => ({ message: 'none' }),
    });
    if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
    let drops = '';
    const sink = { write: (octets: Uint8Array) => (drops += new TextDecoder().decode(octets)) };
    const result = runScenario(loaded, { timeline: true, ...{ drops: sink } });
    expect(result.expectations.map(({ passed }) => passed)).toEqual([true, true]);
    expect(drops.split('\n').slice(0, 2)).toEqual([
      '1000000000 ns: queue-full',
      '1000000000 ns: queue-full',
    ]);
    const { document, plan } = loaded;
    const reported = { document, plan, seed: document.seed };
    const run = { file: 'adding.yaml', result, artifacts: {} };
    expect(reportBody(reported, run, styleFor({}, {}))).toMatchInlineSnapshot(`
      "Timeline
           0.500000s  note   twenty at once
           1.000000s  salvo  h1 sends h2:9 20 datagrams at once
           1.000000s  wire   loses UDP h1 → h2, 1028 bytes: queue-full  (14 times, until 1.000000s)

      Apps
        salvo  burst  20 sent, 6 received, 14 lost, 4 reordered, delay min 9.224ms, mean 29.784ms, max 50.344ms

      Expected
        ✓ app.salvo.sent == 20 && app.salvo.received == 6
        ✓ app.salvo.reordered == 4

      Counters
        h1  ip.packetsSent 20, udp.packetsSent 20
        h2  ip.packetsReceived 6, ip.packetsDelivered 6, udp.packetsReceived 6
        wire  → 6 packets, 6,168 bytes (lost: 14 queue-full)  ← 0 packets, 0 bytes

      Packets   20 sent = 6 delivered + 14 dropped (14 queue-full) + 0 consumed + 0 in flight
      Unwritten drops: --out DIR says where to
      Passed    2 of 2 expectations; 1.050344s simulated, 32 events; fingerprint 5d3c9f82440276b9
      "
    `);
  });
});
