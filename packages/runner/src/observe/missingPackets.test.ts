import type { Simulation } from '@packetloom/sim';
import { describe, expect, it } from 'vitest';
import { scenario, TWO_HOSTS } from '../../test/scenario.js';
import { failureReport, jsonReport, reportBody } from '../report/index.js';
import { runScenario } from '../run/runScenario.js';
import { PLAIN } from '../text/style.js';

const PINGS = scenario(`${TWO_HOSTS}
events: [{ at: 1s, name: probe, ping: { from: h1, to: h2, count: 3 } }]`);

/** A bug: from 1.5 s on, what h1 sends is forgotten by its link. */
function forgetful(simulation: Simulation): void {
  simulation.at(1.5e9, () => {
    Object.defineProperty(simulation.link('wire').forward, 'send', { value: () => null });
  });
}

/** Another one: h2 makes packets and does nothing with them. */
function leaky(simulation: Simulation): void {
  simulation.at(2.5e9, () => {
    for (let made = 0; made < 12; made++) simulation.host('h2').pool.from(new Uint8Array(20));
  });
}

describe('packets that are nowhere in the end', () => {
  it('fail the run, though every expectation holds, and are named', () => {
    const result = runScenario(PINGS, { onSimulation: forgetful });
    expect(result.accounting.unaccounted).toBe(2);
    expect(result.passed).toBe(false);
    expect(result.missing.map(({ packet, last }) => [packet.identity, last])).toEqual([
      [3, { timeNs: 2e9, type: 'transmitted', where: 'h1' }],
      [4, { timeNs: 3e9, type: 'transmitted', where: 'h1' }],
    ]);
  });

  it('are told of in every report, the first ten of them', () => {
    const result = runScenario(PINGS, { onSimulation: leaky });
    const run = { file: 'a.yaml', result, artifacts: {} };
    expect(result.missing.length).toBe(10);
    const body = reportBody({ ...PINGS, seed: 1 }, run, PLAIN);
    expect(body.slice(body.indexOf('Packets'))).toContain(`; 12 UNACCOUNTED FOR
  packet 5 (serial 5): protocol 0 0.0.0.0 → 0.0.0.0, 20 bytes; nothing was heard of it
`);
    expect(body).toContain('\n  … and 2 more packets\n');
    expect(failureReport(run, PLAIN)).toContain(
      '12 packets without a disposition\n    packet 5 (serial 5)',
    );
    const { missing } = JSON.parse(jsonReport([run])).scenarios[0];
    expect(missing[0]).toEqual({ identity: 5, serial: 5, last: null });
  });

  it('do not exist in a sound run', () => {
    expect(runScenario(PINGS)).toMatchObject({ passed: true, missing: [] });
  });
});
