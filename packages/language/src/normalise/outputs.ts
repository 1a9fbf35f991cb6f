import { accepted } from '../context/accepted.js';
import type { Context } from '../context/context.js';
import type { Endpoint } from '../document/endpoint.js';
import type { SeriesColumn } from '../document/seriesColumn.js';
import type { ExpectationNames } from '../expressions/shape.js';
import { readDuration } from '../quantity/units.js';
import type { EventsOutput, ScenarioOutputs, SeriesOutput } from '../scenario/scenarioDocument.js';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';
import { SelectorResolver } from '../series/columns.js';

const EVERY = '*';
/** Of a time series: more fill a disk, and no program draws them. */
const MAX_ROWS = 10_000_000;

type Written = NonNullable<WrittenScenario['outputs']>;

/** What outputs are about. */
export interface OutputInputs {
  /** In the order of the scenario. */
  readonly nics: readonly Endpoint[];
  readonly nodeNames: ReadonlySet<string>;
  /** What time series can name. */
  readonly names: ExpectationNames;
  /** null: the scenario ends when nothing is left to happen. */
  readonly stopNs: number | null;
}

/** What a run writes. */
export function normaliseOutputs(
  written: WrittenScenario['outputs'],
  inputs: OutputInputs,
  context: Context,
): ScenarioOutputs {
  const { nics, nodeNames } = inputs;
  return {
    pcapng: captureNics(written, nics, nodeNames, context),
    comments: written?.comments ?? true,
    events: eventsOf(written?.events, nodeNames, context),
    series: seriesOf(written?.series, inputs, context),
  };
}

function eventsOf(
  written: Written['events'],
  nodeNames: ReadonlySet<string>,
  { findings, pathOf }: Context,
): EventsOutput | null {
  if (written === undefined || written === false) return null;
  if (written === true) return { file: null, kinds: null, nodes: null };
  const { file = null, kinds = null, nodes = null } = written;
  for (const [index, node] of (nodes ?? []).entries()) {
    if (!nodeNames.has(node)) {
      findings.unknown([...pathOf(written), 'nodes', index], 'node', node, nodeNames);
    }
  }
  return { file, kinds, nodes };
}

function seriesOf(
  written: Written['series'],
  { names, stopNs }: OutputInputs,
  { findings, pathOf, complete }: Context,
): SeriesOutput | null {
  if (written === undefined) return null;
  const path = pathOf(written);
  const everyNs = accepted(readDuration(written.every));
  if (everyNs === 0) {
    findings.add({ path: [...path, 'every'], message: 'no time would pass between two rows' });
  } else if (stopNs !== null && stopNs / everyNs > MAX_ROWS) {
    const message = `a row every ${written.every} until the scenario stops is more than ${MAX_ROWS} rows: take a longer distance, or an earlier stop`;
    findings.add({ path: [...path, 'every'], message });
  }
  const resolver = new SelectorResolver(names);
  const columns = new Map<string, SeriesColumn>();
  for (const [index, selector] of written.of.entries()) {
    const resolved = resolver.resolve(selector);
    if ('columns' in resolved) {
      for (const column of resolved.columns) columns.set(column.name, column);
      continue;
    }
    const { start, end, message, suggestion, isAboutName } = resolved.fault;
    if (isAboutName && !complete) continue;
    const problem = { path: [...path, 'of', index], within: { start, end }, message };
    findings.add(suggestion === undefined ? problem : { ...problem, suggestion });
  }
  return { file: written.file ?? null, everyNs, columns: [...columns.values()] };
}

/** NICs to capture at: those that are asked for, each once, in the order of the scenario's NICs. */
function captureNics(
  written: WrittenScenario['outputs'],
  nics: readonly Endpoint[],
  nodeNames: ReadonlySet<string>,
  context: Context,
): readonly Endpoint[] {
  const points = written?.pcapng ?? [EVERY];
  const path = written === undefined ? [] : [...context.pathOf(written), 'pcapng'];
  const wanted = points.map((point) => {
    const [node = '', nic = EVERY] = point.split(':');
    return { node, nic };
  });
  for (const [index, { node, nic }] of wanted.entries()) {
    if (node === EVERY || !context.complete) continue;
    const ofNode = nics.filter((candidate) => candidate.node === node).map((found) => found.nic);
    if (!nodeNames.has(node)) {
      context.findings.unknown([...path, index], 'node', node, nodeNames);
    } else if (nic !== EVERY && !ofNode.includes(nic)) {
      context.findings.unknown([...path, index], `NIC of '${node}' called`, nic, ofNode);
    }
  }
  return nics.filter((nic) =>
    wanted.some(
      (point) =>
        point.node === EVERY ||
        (point.node === nic.node && (point.nic === EVERY || point.nic === nic.nic)),
    ),
  );
}
