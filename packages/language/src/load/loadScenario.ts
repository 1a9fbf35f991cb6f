import { type AddressPlan, planAddresses } from '../addressing/index.js';
import { type Context, Findings } from '../context/context.js';
import {
  type Diagnostic,
  type DocumentPath,
  diagnosticOf,
  inOrder,
  type Problem,
  wholeFileDiagnostic,
} from '../diagnostics/diagnostic.js';
import { SourceText } from '../diagnostics/sourceText.js';
import type { ScriptProblem, ScriptSource } from '../document/scriptSource.js';
import { expandDocument, hasInsertion, type Places } from '../expand/index.js';
import { ExpressionChecker, expectationNamesOf } from '../expressions/checkExpression.js';
import type { ExpectationNames } from '../expressions/shape.js';
import type { Sibling } from '../files/sibling.js';
import { DistributionFiles } from '../netem/distributionFile.js';
import { checkAddresses } from '../normalise/checkAddresses.js';
import { checkDelays } from '../normalise/checkDelays.js';
import { checkSubnets } from '../normalise/checkSubnets.js';
import type { SourcedExpectation } from '../normalise/expectations.js';
import {
  type ImportedTopology,
  normaliseScenario,
  type WrittenNames,
} from '../normalise/normaliseScenario.js';
import type { ScenarioDocument } from '../scenario/scenarioDocument.js';
import { checkSchema } from '../schema/checkSchema.js';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';
import { decode, MAX_FILE_BYTES, tooLarge } from '../yaml/decode.js';
import { readYaml } from '../yaml/yamlReader.js';
import { type ImportOutcome, importNetwork } from './importNetwork.js';
import { whyTooLarge } from './networkMemory.js';

/** A scenario file's octets, and a way to the files beside it. */
export interface ScenarioSource {
  /** The file as messages shall name it. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** A file by its path from the scenario file's folder. */
  readSibling(path: string): Sibling;
  /** A script by its path from the scenario file's folder. Without this, scripts are not allowed. */
  readScript?(path: string): ScriptReading;
  /** Values of parameters instead of those of the file, by name: texts that are read as YAML. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Octets of memory that the program may have; a network that needs more is refused before it is built. */
  readonly memoryBytes?: number;
  /** Called as each phase begins, some more than once: whoever has a clock measures them. */
  onPhase?(phase: LoadPhase): void;
}

/** What loading does: reading texts, checking what they say, giving addresses. */
export type LoadPhase = 'load' | 'check' | 'addresses';

/** A script; why there is none; or what is wrong in its text. */
type ScriptReading =
  | { readonly source: ScriptSource }
  | { readonly message: string }
  | { readonly problems: readonly ScriptProblem[] };

/** A scenario that can be run, or what is wrong with its file. */
export type LoadResult =
  | {
      readonly ok: true;
      readonly document: ScenarioDocument;
      readonly plan: AddressPlan;
      readonly warnings: readonly Diagnostic[];
      /** Where the expectations stand, in their order: messages without a text yet. */
      readonly expectationPositions: readonly Diagnostic[];
    }
  | {
      readonly ok: false;
      /** In the order of the file. */
      readonly problems: readonly Diagnostic[];
      /** How many more there are. */
      readonly more: number;
    };

/** Messages about one file that are shown; a file of nothing but mistakes has thousands. */
const MAX_PROBLEMS = 20;
/** Messages whose places are looked for. */
const MAX_LOCATED = 10_000;
/** With so many, no more expressions are looked at. */
const ENOUGH_PROBLEMS = 40;

/** Reads a scenario. Depends on the octets of its files alone, and changes nothing. */
export function loadScenario(source: ScenarioSource): LoadResult {
  source.onPhase?.('load');
  if (source.bytes.length > MAX_FILE_BYTES) {
    return failed([wholeFileDiagnostic(source.file, tooLarge(source.bytes.length))]);
  }
  const decoded = decode(source.bytes);
  if ('fault' in decoded) {
    const shown = new SourceText(source.file, new TextDecoder().decode(source.bytes));
    return failed([diagnosticOf(shown, decoded.fault)]);
  }
  const text = new SourceText(source.file, decoded.text);
  const { value, faults, locate } = readYaml(decoded.text, source.memoryBytes);
  const wrong = faults.map((fault) => diagnosticOf(text, fault));
  if (value === undefined) return failed(wrong);
  const readSibling = (path: string) => source.readSibling(path);
  const { parameters = {} } = source;
  const expansion = expandDocument(value, { text, locate }, { readSibling, parameters });
  const { places } = expansion;
  source.onPhase?.('check');
  const names = writtenNames(expansion.value);
  const { written, problems, pathOf } = checkSchema(expansion.value);
  if (expansion.errors.length > 0) {
    return failed([...wrong, ...expansion.errors, ...besides(problems, places, expansion.errors)]);
  }
  const findings = new Findings();
  source.onPhase?.('load');
  const distributions = new DistributionFiles(readSibling);
  const imported =
    written === undefined ? null : importOf(written, source, distributions, { findings, pathOf });
  source.onPhase?.('check');
  const tooMuch = written === undefined ? null : whyTooLarge(written, imported?.parts, source);
  if (tooMuch !== null) return failed([wholeFileDiagnostic(source.file, tooMuch)]);
  const complete = problems.length === 0 && wrong.length === 0 && imported?.failed !== true;
  const scripts = source.readScript === undefined ? null : new Scripts(source.readScript);
  const read = scripts === null ? null : (path: string) => scripts.read(path);
  const context = { findings, pathOf, complete, readSibling, distributions, scripts: read };
  const scenario =
    written === undefined || imported === null
      ? null
      : check(written, imported.parts, names, {
          context,
          onPhase: (phase) => source.onPhase?.(phase),
        });
  const found = [...problems, ...findings.problems];
  for (const problem of found.slice(0, MAX_LOCATED)) {
    wrong.push(places.diagnosticOf(problem));
  }
  const errors = [...wrong, ...(imported?.errors ?? []), ...(scripts?.errors ?? [])];
  if (errors.length > 0 || scenario === null) {
    return failed(errors, Math.max(0, found.length - MAX_LOCATED));
  }
  const warnings = [
    ...expansion.warnings,
    ...findings.warnings.map((problem) => places.diagnosticOf(problem, 'warning')),
  ];
  const { document, plan } = scenario;
  return {
    ok: true,
    document,
    plan,
    warnings: [...(imported?.warnings ?? []), ...warnings],
    // Only asked for when something is to be told of an expectation.
    get expectationPositions() {
      return scenario.expectationPaths.map((path) => places.diagnosticOf({ path, message: '' }));
    },
  };
}

/** What the schema does not allow in a document that could not be written out, as far as that is not the reason. */
function besides(
  problems: readonly Problem[],
  places: Places,
  errors: readonly Diagnostic[],
): Diagnostic[] {
  const told = new Set(errors.map(({ file, line, column }) => `${file}:${line}:${column}`));
  return problems
    .slice(0, MAX_LOCATED)
    .map((problem) => places.diagnosticOf(problem))
    .filter(({ file, line, column, message }) => {
      return !told.has(`${file}:${line}:${column}`) && !hasInsertion(message);
    });
}

/** `others`: how many there are besides. */
function failed(errors: readonly Diagnostic[], others = 0): LoadResult {
  const problems = inOrder(errors);
  const more = Math.max(0, problems.length - MAX_PROBLEMS) + others;
  return { ok: false, problems: problems.slice(0, MAX_PROBLEMS), more };
}

/** Reads each script once. */
class Scripts {
  /** What is wrong in the scripts themselves. */
  readonly errors: Diagnostic[] = [];
  readonly #readScript: (path: string) => ScriptReading;
  readonly #known = new Map<string, ScriptReading>();

  constructor(readScript: (path: string) => ScriptReading) {
    this.#readScript = readScript;
  }

  read(path: string): ReturnType<NonNullable<Context['scripts']>> {
    const known = this.#known.get(path);
    const reading = known ?? this.#readScript(path);
    this.#known.set(path, reading);
    if (!('problems' in reading)) return reading;
    if (known === undefined) {
      this.errors.push(
        ...reading.problems.map((problem) => ({ severity: 'error' as const, ...problem })),
      );
    }
    return { reported: true };
  }
}

interface Imported {
  readonly parts: ImportedTopology;
  readonly failed: boolean;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

function importOf(
  written: WrittenScenario,
  source: ScenarioSource,
  distributions: DistributionFiles,
  { findings, pathOf }: Pick<Context, 'findings' | 'pathOf'>,
): Imported {
  const wanted = written.import;
  if (wanted === undefined) {
    return { parts: { nodes: [], links: [] }, failed: false, errors: [], warnings: [] };
  }
  const outcome: ImportOutcome = importNetwork(
    written,
    { wanted, distributions },
    source.readSibling(wanted.file),
  );
  const { parts, diagnostics, message } = outcome;
  if (message !== undefined) findings.add({ path: [...pathOf(wanted), 'file'], message });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  return { parts, failed: message !== undefined || errors.length > 0, errors, warnings };
}

interface CheckedScenario {
  readonly document: ScenarioDocument;
  readonly plan: AddressPlan;
  readonly expectationPaths: readonly DocumentPath[];
}

/** Everything that the schema cannot know; null if no addresses can be found. */
function check(
  written: WrittenScenario,
  imported: ImportedTopology,
  names: WrittenNames,
  { context, onPhase }: { context: Context; onPhase: (phase: LoadPhase) => void },
): CheckedScenario | null {
  const scenario = normaliseScenario(written, imported, names, context);
  const { document } = scenario;
  checkExpressions(scenario.expectations, expectationNamesOf(document), context);
  if (!context.complete || context.findings.problems.length > 0) return null;
  onPhase('addresses');
  const planned = planAddresses(document);
  onPhase('check');
  if ('fault' in planned) {
    const [name = ''] = planned.fault.links;
    const index = document.links.findIndex((link) => link.name === name);
    const own = (written.links ?? [])[index - imported.links.length] ?? written.segments?.[name];
    const path = own === undefined ? context.pathOf(written) : context.pathOf(own);
    context.findings.add({ path, message: planned.fault.message });
    return null;
  }
  checkAddresses(document, planned.plan, written, context);
  checkSubnets(document, planned.plan, written, context);
  checkDelays(document, written, context);
  const expectationPaths = scenario.expectations.map(({ expectation, written: index }) => [
    ...context.pathOf(index),
    expectation.kind,
  ]);
  return { document, plan: planned.plan, expectationPaths };
}

/**
 * Where something was cut out as wrong, an expectation may be about it: then only what is wrong by
 * itself is told.
 */
function checkExpressions(
  expectations: readonly SourcedExpectation[],
  names: ExpectationNames,
  { findings, pathOf, complete }: Context,
): void {
  const checker = new ExpressionChecker(names);
  for (const { expectation, written } of expectations) {
    if (findings.problems.length > ENOUGH_PROBLEMS) return;
    const path = [...pathOf(written), expectation.kind];
    for (const fault of checker.check(expectation.expression)) {
      if (fault.isAboutName && !complete) continue;
      const { start, end, message, suggestion } = fault;
      const problem = { path, within: { start, end }, message };
      const reported = suggestion === undefined ? problem : { ...problem, suggestion };
      if (fault.isWarning) findings.warn(reported);
      else findings.add(reported);
    }
  }
}

/** The names in a document as it was written, whatever else is wrong with it. */
function writtenNames(value: unknown): WrittenNames {
  const written = (value ?? {}) as Readonly<Record<string, unknown>>;
  const { nodes, links, segments } = written;
  const named = Array.isArray(links) ? links.map((link) => (link as { name?: unknown })?.name) : [];
  return {
    // Where nothing is indented below a key, its names stand beside it.
    nodes: keysOf(nodes === null ? written : nodes),
    segments: keysOf(segments === null ? written : segments),
    links: new Set(named.filter((name) => typeof name === 'string')),
  };
}

function keysOf(value: unknown): ReadonlySet<string> {
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
  return new Set(isMapping ? Object.keys(value) : []);
}
