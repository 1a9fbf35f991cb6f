// What can be asked of a run: for each thing (an app, a link, a node) one list of fields, from which expectations, the
// document of --json, columns of time series, the text report and the reference are made.
import type { TimesScope } from './scope.js';

/** What a value is, known before there is one. */
export type TypeInfo =
  | { readonly kind: 'count' | 'ratio' | 'duration' | 'boolean' | 'text' }
  | { readonly kind: 'list'; readonly element: TypeInfo }
  | RecordInfo
  /** One value for each name of some `what`: known beforehand, or given by the scenario (null). */
  | {
      readonly kind: 'map';
      readonly what: string;
      readonly keys: readonly string[] | null;
      readonly element: TypeInfo;
    };

/** Something with fields; `what` it is, with its article. */
export interface RecordInfo {
  readonly kind: 'record';
  readonly what: string;
  readonly fields: readonly FieldInfo[];
}

/** What is known of a field before there is a value. */
export interface FieldInfo {
  readonly name: string;
  /** What its numbers count; empty for what has no unit. */
  readonly unit: string;
  /** What it means, in a sentence without its full stop. */
  readonly description: string;
  readonly type: TypeInfo;
  /** There are so many of its kind that --json leaves it out while it is zero or empty. */
  readonly sparse: boolean;
}

/** Makes something of values: a view for expressions, a value of JSON. */
export interface ValueVisitor<Out> {
  /** There is no value: nothing was measured yet. */
  none(): Out;
  count(value: number): Out;
  /** A fraction: 0.01 is one in a hundred. */
  ratio(value: number): Out;
  /** In nanoseconds. */
  duration(ns: number): Out;
  boolean(value: boolean): Out;
  text(value: string): Out;
  list(items: readonly Out[]): Out;
  record(record: BoundRecord<Out>): Out;
  /** `zeros`: whether entries that are zero are worth a word. */
  map(entries: readonly (readonly [string, () => Out])[], zeros: boolean): Out;
  /** A distribution of durations, with its fields. */
  times(times: TimesScope, record: BoundRecord<Out>): Out;
}

/** The fields of something that is at hand, each read when it is asked for. */
export interface BoundRecord<Out> {
  readonly fields: readonly FieldInfo[];
  /** The value of a field; `undefined` if there is none of this name. */
  read(name: string): Out | undefined;
}

/** A type of values. */
export interface ValueType<Value> {
  readonly info: TypeInfo;
  visit<Out>(value: Value, visitor: ValueVisitor<Out>): Out;
}

/** A value that things have by a name. */
export interface Field<Subject> extends FieldInfo {
  visit<Out>(subject: Subject, visitor: ValueVisitor<Out>): Out;
  /** What the report says of it, in one phrase or in several; null for nothing. */
  readonly say: Say<Subject> | null;
}

type Say<Subject> = (subject: Subject) => string | readonly string[] | null;

/** How a field is described. */
interface FieldSpec<Subject, Value> {
  readonly type: ValueType<Value>;
  readonly unit?: string;
  readonly description: string;
  readonly read: (subject: Subject) => Value;
  readonly say?: Say<Subject>;
  readonly sparse?: boolean;
}

/** A field. */
export function field<Subject, Value>(
  name: string,
  { type, unit = '', description, read, say, sparse = false }: FieldSpec<Subject, Value>,
): Field<Subject> {
  return {
    name,
    unit,
    description,
    type: type.info,
    visit: (subject, visitor) => type.visit(read(subject), visitor),
    say: say ?? null,
    sparse,
  };
}

/** A field that counts something: packets, say. */
export function counts<Subject>(
  name: string,
  unit: string,
  description: string,
  read: (subject: Subject) => number,
  say?: Say<Subject>,
): Field<Subject> {
  return field(name, {
    type: COUNT,
    unit,
    description,
    read,
    ...(say === undefined ? {} : { say }),
  });
}

export const COUNT: ValueType<number> = {
  info: { kind: 'count' },
  visit: (value, visitor) => visitor.count(value),
};

export const RATIO: ValueType<number> = {
  info: { kind: 'ratio' },
  visit: (value, visitor) => visitor.ratio(value),
};

/** Nanoseconds. */
export const DURATION: ValueType<number> = {
  info: { kind: 'duration' },
  visit: (value, visitor) => visitor.duration(value),
};

export const BOOLEAN: ValueType<boolean> = {
  info: { kind: 'boolean' },
  visit: (value, visitor) => visitor.boolean(value),
};

export const TEXT: ValueType<string> = {
  info: { kind: 'text' },
  visit: (value, visitor) => visitor.text(value),
};

/** A value that may not be there yet. */
export function optional<Value>({
  info,
  visit,
}: ValueType<Value>): ValueType<Value | null | undefined> {
  return {
    info,
    visit: (value, visitor) =>
      value === null || value === undefined ? visitor.none() : visit(value, visitor),
  };
}

export function listOf<Value>(element: ValueType<Value>): ValueType<readonly Value[]> {
  return {
    info: { kind: 'list', element: element.info },
    visit: (values, visitor) => visitor.list(values.map((each) => element.visit(each, visitor))),
  };
}

export function recordOf<Subject>(
  what: string,
  fields: readonly Field<Subject>[],
): ValueType<Subject> {
  return {
    info: { kind: 'record', what, fields },
    visit: (subject, visitor) => visitor.record(bound(fields, subject, visitor)),
  };
}

/** Entries by names that the scenario gives. */
export function mapOf<Value>(
  what: string,
  element: ValueType<Value>,
): ValueType<readonly (readonly [string, Value])[]> {
  return {
    info: { kind: 'map', what, keys: null, element: element.info },
    visit: (entries, visitor) =>
      visitor.map(
        entries.map(([name, each]) => [name, () => element.visit(each, visitor)]),
        true,
      ),
  };
}

/** Counts by names that are known: those that are zero may be left out. */
export function tallyOf(
  what: string,
  keys: readonly string[],
): ValueType<Readonly<Record<string, number>>> {
  return {
    info: { kind: 'map', what, keys, element: COUNT.info },
    visit: (tally, visitor) =>
      visitor.map(
        keys.map((name) => [name, () => visitor.count(tally[name] ?? 0)]),
        false,
      ),
  };
}

/** By name, for each list of fields that was asked for. */
const INDICES = new WeakMap<readonly FieldInfo[], ReadonlyMap<string, number>>();

/** The fields of something that is at hand. */
export function bound<Subject, Out>(
  fields: readonly Field<Subject>[],
  subject: Subject,
  visitor: ValueVisitor<Out>,
): BoundRecord<Out> {
  return {
    fields,
    read: (name) => fields[indexOf(fields, name)]?.visit(subject, visitor),
  };
}

function indexOf(fields: readonly FieldInfo[], name: string): number {
  let index = INDICES.get(fields);
  if (index === undefined) {
    index = new Map(fields.map((each, index) => [each.name, index]));
    INDICES.set(fields, index);
  }
  return index.get(name) ?? -1;
}
