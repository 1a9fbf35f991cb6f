import { accepted } from '../context/accepted.js';
import { type Diagnostic, diagnosticOf } from '../diagnostics/diagnostic.js';
import { SourceText } from '../diagnostics/sourceText.js';
import type { ScenarioLink, ScenarioNode } from '../document/document.js';
import type { Sibling } from '../files/sibling.js';
import { importTopology, readTopology } from '../import/index.js';
import type { DistributionFiles } from '../netem/distributionFile.js';
import {
  type ImportedTopology,
  linkDefaults,
  nodeDefaults,
} from '../normalise/normaliseScenario.js';
import { readDuration, readRate } from '../quantity/units.js';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';
import { decode } from '../yaml/decode.js';

/** What came of an import. `diagnostics`: about the topology file, warnings as well. */
export interface ImportOutcome {
  readonly parts: ImportedTopology;
  readonly diagnostics: readonly Diagnostic[];
  /** About the scenario's own key, if the file could not be read at all. */
  readonly message?: string;
}

type Import = NonNullable<WrittenScenario['import']>;

/** What an import is made from. */
interface ImportInputs {
  readonly wanted: Import;
  readonly distributions: DistributionFiles;
}

const NOTHING: ImportedTopology = { nodes: [], links: [] };
const GEO = 'geo';

/** Takes nodes and links from the topology file that a scenario names. */
export function importNetwork(
  written: WrittenScenario,
  { wanted, distributions }: ImportInputs,
  sibling: Sibling,
): ImportOutcome {
  if ('message' in sibling) return { parts: NOTHING, diagnostics: [], message: sibling.message };
  const text = textOf(sibling.bytes);
  if (text === undefined) {
    const message = `'${wanted.file}' is binary: a topology file is text (GML or GraphML)`;
    return { parts: NOTHING, diagnostics: [], message };
  }
  const other = otherFormat(text);
  if (other !== undefined) {
    const message = `'${wanted.file}' is ${other}: a topology file is GML (graph [ node [ id 0 ] … ]) or GraphML (<graphml>); networkx writes both`;
    return { parts: NOTHING, diagnostics: [], message };
  }
  const source = new SourceText(sibling.file, text);
  const read = readTopology(text);
  if ('problems' in read) {
    return { parts: NOTHING, diagnostics: read.problems.map((note) => at(source, note, 'error')) };
  }
  const { topology } = read;
  const defaults = linkDefaults(written, distributions);
  const network = importTopology(topology, {
    ...(wanted.delay === undefined ? {} : { delay: delayOf(wanted.delay) }),
    missingDelayNs: durationOr(wanted.missingDelay, defaults.delayNs),
    missingRateBitsPerSecond: defaults.rateBitsPerSecond,
    usesWeights: isByWeight(written.routing),
    ...(wanted.rate === undefined ? {} : { rateBitsPerSecond: accepted(readRate(wanted.rate)) }),
  });
  const nodes = network.nodes.map(
    (name): ScenarioNode => ({
      name,
      kind: wanted.kind ?? 'router',
      ...nodeDefaults(written),
      tcp: null,
      addresses: [],
      routes: null,
      groups: [],
      iptables: [],
      multicast: null,
    }),
  );
  const links = network.links.map(
    ({ name, endpoints, delayNs, rateBitsPerSecond, weight }): ScenarioLink => {
      const direction = { ...defaults, delayNs, rateBitsPerSecond };
      const link = { name, endpoints, forward: direction, reverse: direction };
      return weight === null ? link : { ...link, weight: { forward: weight, reverse: weight } };
    },
  );
  const warnings = network.warnings.map((note) => at(source, note, 'warning'));
  return { parts: { nodes, links }, diagnostics: warnings };
}

/** What a text is that begins as no GML can, if that is known. */
function otherFormat(text: string): string | undefined {
  const start = text.slice(0, 2_000).trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return 'JSON';
  return /^(?:strict\s+)?(?:di)?graph\b[^[\n]*\{/i.test(start) ? 'DOT' : undefined;
}

function at(
  source: SourceText,
  note: { readonly line: number; readonly column: number; readonly message: string },
  severity: Diagnostic['severity'],
): Diagnostic {
  const { line, column, message } = note;
  const offset = source.offsetOf({ line, column });
  return diagnosticOf(source, { offset, end: offset + 1, message }, severity);
}

function delayOf(text: string): number | 'geo' {
  return text === GEO ? GEO : accepted(readDuration(text));
}

function isByWeight(routing: WrittenScenario['routing']): boolean {
  return typeof routing === 'object' && routing.by === 'weight';
}

function durationOr(text: string | undefined, otherwiseNs: number): number {
  return text === undefined ? otherwiseNs : accepted(readDuration(text));
}

/** GML is ISO 8859-1 by definition and UTF-8 in practice. */
function textOf(bytes: Uint8Array): string | undefined {
  const decoded = decode(bytes);
  if ('text' in decoded) return decoded.text;
  return bytes.includes(0) ? undefined : new TextDecoder('latin1').decode(bytes);
}
