import { didYouMean, listed } from '../diagnostics/suggestion.js';
import {
  BETWEEN_ROWS,
  type SelectorFault,
  type SelectorReading,
  type SeriesColumn,
} from '../document/seriesColumn.js';
import type { Shape } from '../expressions/shape.js';
import { type ExpectationNames, rootShapes } from '../expressions/shape.js';
import { fitsPattern } from '../quantity/namePattern.js';
import { readSelector } from '../quantity/selector.js';

const ANY = '*';
const GROUPS_WITHOUT_VALUES = ['a node', 'a link', 'a port', 'a segment'];

type Fields = ReadonlyMap<string, Shape>;

/** Finds the values that selectors such as `link.tail.forward.queue` name. */
export class SelectorResolver {
  readonly #roots: Fields;

  constructor(names: ExpectationNames) {
    this.#roots = new Map(rootShapes(names));
  }

  /** The columns of a selector, in the order of the scenario; or what is wrong with it. */
  resolve(selector: string): SelectorReading {
    const read = readSelector(selector);
    if (!read.ok) {
      const message = `'${selector}' ${read.problem}`;
      return { fault: { start: 0, end: selector.length, message, isAboutName: false } };
    }
    let fields: SelectedField[] = [
      { path: [], shape: { kind: 'record', ...ROOT, fields: this.#roots } },
    ];
    for (const { name, start, end } of read.value) {
      const next = fields.flatMap((field) => partsOf(field, name));
      const [first] = fields;
      if (next.length === 0) return { fault: { start, end, ...nothingCalled(name, first) } };
      fields = next;
    }
    const columns = fields.flatMap(columnsOf);
    if (columns.length > 0) return { columns };
    const message = `'${selector}' ${noValue(fields[0]?.shape)}`;
    return { fault: { start: 0, end: selector.length, message, isAboutName: false } };
  }
}

const ROOT = { what: 'name', named: false } as const;

interface SelectedField {
  readonly path: readonly string[];
  readonly shape: Shape;
}

function partsOf({ path, shape }: SelectedField, segment: string): SelectedField[] {
  const fields = fieldsOf(shape);
  const inner = fields.get(segment);
  if (inner !== undefined) return [{ path: [...path, segment], shape: inner }];
  if (!segment.includes(ANY) || !isChoice(shape)) return [];
  return [...fields]
    .filter(([name]) => fitsPattern(name, segment))
    .map(([name, below]) => ({ path: [...path, name], shape: below }));
}

/** Whether `*` may stand for names here: those that the scenario gives, and directions. */
function isChoice(shape: Shape | undefined): boolean {
  return shape?.kind === 'record' && (shape.named || ['a link', 'a port'].includes(shape.what));
}

const DURATION: Shape = { kind: 'duration' };
const DOUBLE: Shape = { kind: 'double' };
const MEAN_AND_MAX: Shape = {
  kind: 'record',
  what: 'a delay',
  named: false,
  fields: new Map([
    ['mean', DURATION],
    ['max', DURATION],
  ]),
};

function fieldsOf(shape: Shape): Fields {
  if (shape.kind !== 'record') return new Map();
  if (!shape.what.startsWith('a direction of ')) return shape.fields;
  const fields = new Map([...shape.fields, [BETWEEN_ROWS.throughput, DOUBLE]]);
  // When a frame leaves a segment, no event tells by which port it came.
  if (shape.what === 'a direction of a link') fields.set(BETWEEN_ROWS.delay, MEAN_AND_MAX);
  return fields;
}

function nothingCalled(
  segment: string,
  field: SelectedField | undefined,
): Omit<SelectorFault, 'start' | 'end'> {
  const shape = field?.shape;
  const known = [...(shape === undefined ? [] : fieldsOf(shape).keys())];
  const isAboutName = shape?.kind === 'record' && shape.named;
  if (segment.includes(ANY) && known.length > 0) return nothingLike(segment, shape, known);
  if (known.length === 0) {
    const whole = field?.path.join('.') ?? '';
    const message = isAboutName
      ? `there is no ${shape.what} '${segment}': there are none at all`
      : `'${whole}' is a value and has no parts`;
    return { message, isAboutName };
  }
  const what = isAboutName ? `there is no ${shape.what}` : `${whatOf(shape)} has no`;
  const suggestion = didYouMean(segment, known);
  const message = `${what} '${segment}'`;
  return suggestion === undefined
    ? { message: `${message}; there are ${listed(known, segment)}`, isAboutName }
    : { message, suggestion, isAboutName };
}

/** A pattern that stands for nothing. */
function nothingLike(
  pattern: string,
  shape: Shape | undefined,
  known: readonly string[],
): Omit<SelectorFault, 'start' | 'end'> {
  if (shape?.kind === 'record' && isChoice(shape)) {
    const what = shape.named ? shape.what : 'direction';
    const message = `no ${what} is like '${pattern}'; there are ${listed(known, pattern)}`;
    return { message, isAboutName: shape.named };
  }
  const message = `'${pattern}' does not stand for everything here: name one of ${listed(known)}`;
  return { message, isAboutName: false };
}

function whatOf(shape: Shape | undefined): string {
  if (shape?.kind !== 'record' || shape.what === ROOT.what) return 'a time series';
  return /^an? /.test(shape.what) ? shape.what : `'${shape.what}'`;
}

function noValue(shape: Shape | undefined): string {
  if (shape?.kind === 'record') {
    return `is no single value: name a part of it, such as ${listed([...fieldsOf(shape).keys()])}`;
  }
  return shape?.kind === 'list' ? 'is a list, not a number' : 'is no number';
}

/** A value, or each value directly in a group; drops by reason are added up. */
function columnsOf({ path, shape }: SelectedField): SeriesColumn[] {
  if (isNumber(shape)) return [column(path, shape)];
  if (shape.kind !== 'record' || GROUPS_WITHOUT_VALUES.includes(shape.what)) return [];
  if (path.at(-1) === 'drops') return [{ name: path.join('.'), unit: 'packets', path }];
  if (shape.named) return [];
  return [...shape.fields]
    .filter(([, inner]) => isNumber(inner))
    .map(([name, inner]) => column([...path, name], inner));
}

function isNumber({ kind }: Shape): boolean {
  return kind === 'int' || kind === 'double' || kind === 'duration';
}

function column(path: readonly string[], shape: Shape): SeriesColumn {
  return { name: path.join('.'), unit: unitOf(path, shape), path };
}

function unitOf(path: readonly string[], shape: Shape): string {
  if (shape.kind === 'duration') return 'ms';
  if (path.at(-1) === BETWEEN_ROWS.throughput) return 'bit/s';
  return shape.kind === 'int' ? shape.unit : '';
}
