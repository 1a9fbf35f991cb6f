import { readFileSync } from 'node:fs';
import {
  eventRecord,
  jsonReport,
  type RunnableScenario,
  reportBody,
  styleFor,
} from '@packetloom/runner';
import { describe, expect, it } from 'vitest';
import { wrongFigures } from '../test/figures.js';
import { gallery } from './cli/gallery.js';
import { loadScenarioFile } from './files/loadScenarioFile.js';
import { runScenario } from './script/runScenario.js';

const SCENARIOS = gallery();

function load(path: string) {
  const loaded = loadScenarioFile(path, path, { scripts: true });
  if (loaded.ok) return loaded;
  throw new Error(
    loaded.problems.map(({ line, message }) => `line ${line}: ${message}`).join('\n'),
  );
}

/** All that a run writes. */
function run(path: string) {
  const chunks: Uint8Array[] = [];
  const write = (chunk: Uint8Array) => chunks.push(chunk.slice());
  const scenario = load(path);
  const result = runScenario(scenario, { capture: { write } });
  return { scenario, result, capture: Buffer.concat(chunks) };
}

/** What is run, after a journey as JSON. */
function arrived(path: string): RunnableScenario {
  const { document, plan } = load(path);
  const arrivedScenario: RunnableScenario = JSON.parse(JSON.stringify({ document, plan }));
  expect(arrivedScenario).toStrictEqual({ document, plan });
  return arrivedScenario;
}

/** The result of a run from afar, its file of all events, and the events as a subscriber is told them. */
function runWithEvents(path: string) {
  const { document, plan } = arrived(path);
  const outputs = { ...document.outputs, events: { file: null, kinds: null, nodes: null } };
  const chunks: Uint8Array[] = [];
  const told: string[] = [];
  const result = runScenario(
    { document: { ...document, outputs }, plan },
    {
      events: { write: (chunk) => chunks.push(chunk.slice()) },
      onSimulation: ({ bus }) => {
        bus.events$.subscribe((event) => told.push(`${JSON.stringify(eventRecord(event))}\n`));
      },
    },
  );
  return { result, file: Buffer.concat(chunks).toString(), told: told.join('') };
}

it('the gallery holds what a first-time user looks for', () => {
  expect(SCENARIOS.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'abilene',
      'fragmentation',
      'link-failure',
      'path-mtu',
      'reassembly-timeout',
      'router-chain',
      'show-case',
      'two-hosts',
    ]),
  );
});

describe.each(SCENARIOS)('$name of the gallery', ({ name, path, title }) => {
  it('is called as its file is, and says in a comment what it teaches', () => {
    const { document, warnings } = load(path);
    expect(document.name).toBe(name);
    expect(document.description).not.toBe('');
    expect(warnings).toEqual([]);
    expect(title).toMatch(/^[A-Z].+: .+\.$/);
    expect(readFileSync(path, 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/language\/schema\/scenario\.schema\.json\n# .+\n#\n# /,
    );
  });

  it('passes, accounts for every packet, and is the same each time', () => {
    const { result, capture } = run(path);
    const failed = result.expectations.filter(({ passed }) => !passed);
    expect(failed.map(({ that, actual }) => `${that}: ${actual}`)).toEqual([]);
    expect(result.expectations.length).toBeGreaterThanOrEqual(3);
    expect(result.accounting.unaccounted).toBe(0);
    expect(result.passed).toBe(true);
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
    const again = run(path);
    expect(again.result).toEqual(result);
    expect(again.capture.equals(capture)).toBe(true);
  });

  it('has the same figures in its report as in --json', () => {
    const { result, scenario } = run(path);
    const finished = { file: path, result, artifacts: {} };
    const body = reportBody({ ...scenario, seed: result.seed }, finished, styleFor({}, {}));
    const [document] = JSON.parse(jsonReport([finished])).scenarios;
    expect(wrongFigures(body, document)).toEqual([]);
    // Each of these would be seen.
    for (const [list, ...path] of [
      ['apps', 'received'],
      ['links', 'forward', 'delivered'],
      ['segments', 'receivedFrames'],
      ['nodes', 'ip', 'packetsReceived'],
    ] as const) {
      const [first] = document[list];
      const last = path.at(-1) ?? '';
      const owner = path.slice(0, -1).reduce((inner, key) => inner?.[key], first);
      if (owner?.[last] === undefined && path.length === 1) continue;
      if (owner === undefined) continue;
      owner[last] = (owner[last] ?? 0) + 1;
      expect(wrongFigures(body, document)).toHaveLength(1);
      owner[last]--;
    }
  });

  it('has in its file of events what a subscriber is told, and is the same with it', () => {
    const { result, file, told } = runWithEvents(path);
    expect(file === told).toBe(true);
    expect(result).toEqual(run(path).result);
  });
});
