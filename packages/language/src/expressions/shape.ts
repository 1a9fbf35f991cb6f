import { APP_KINDS, type AppKind } from '../features/apps/index.js';
import { appInfo } from '../features/apps/tables.js';
import {
  LINK_FIELDS,
  NODE_FIELDS,
  PACKET_FIELDS,
  RUN_FIELDS,
  SEGMENT_FIELDS,
} from '../fields/index.js';
import type { RecordInfo, TypeInfo } from '../fields/types/field.js';

/** What stands behind a name in an expression, known before time starts. */
export type Shape =
  | { readonly kind: 'double' | 'bool' | 'duration' | 'unknown' }
  /** A text; of one that is a key of a mapping, how the expression writes that mapping. */
  | { readonly kind: 'string'; readonly keyOf?: string }
  /** A whole number, and what it counts. */
  | { readonly kind: 'int'; readonly unit: string }
  | RecordShape
  | { readonly kind: 'list'; readonly element: Shape };

/** Something with named parts. */
export interface RecordShape {
  readonly kind: 'record';
  /** What it is; with `named`, what its parts are. */
  readonly what: string;
  readonly named: boolean;
  readonly fields: ReadonlyMap<string, Shape>;
}

/** The names that expressions of a scenario may use. */
export interface ExpectationNames {
  readonly nodes: Iterable<string>;
  readonly links: Iterable<string>;
  /** NICs that can be captured, as NODE:NIC; default none. */
  readonly nics?: Iterable<string>;
  /** Ports as NODE:NIC. */
  readonly segments: Iterable<{ readonly name: string; readonly ports: readonly string[] }>;
  readonly apps: Iterable<{
    readonly name: string;
    readonly kind: AppKind;
    /** Nodes that receive; of multicast streams. */
    readonly receivers?: readonly string[];
    /** When it begins. */
    readonly atNs?: number;
  }>;
}

export const INT: Shape = { kind: 'int', unit: '' };
export const DOUBLE: Shape = { kind: 'double' };
export const BOOL: Shape = { kind: 'bool' };
export const STRING: Shape = { kind: 'string' };
export const DURATION: Shape = { kind: 'duration' };
export const UNKNOWN: Shape = { kind: 'unknown' };

function eachOf(what: string, names: Iterable<string>, shape: Shape): RecordShape {
  const fields = new Map([...names].map((name) => [name, shape]));
  return { kind: 'record', what, named: true, fields };
}

const SIMPLE = { ratio: DOUBLE, duration: DURATION, boolean: BOOL, text: STRING } as const;

/** The shape of values of a type; `keys` are names that the scenario gives. */
function shapeOf(info: TypeInfo, unit: string, keys: readonly string[]): Shape {
  switch (info.kind) {
    case 'count':
      return { kind: 'int', unit };
    case 'list':
      return { kind: 'list', element: shapeOf(info.element, unit, keys) };
    case 'map':
      return eachOf(info.what, info.keys ?? keys, shapeOf(info.element, unit, keys));
    case 'record':
      return recordShape(info, keys);
    default:
      return SIMPLE[info.kind];
  }
}

function recordShape(
  { what, fields }: Omit<RecordInfo, 'kind'>,
  keys: readonly string[] = [],
): Shape {
  const shapes = fields.map(({ name, type, unit }) => [name, shapeOf(type, unit, keys)] as const);
  return { kind: 'record', what, named: false, fields: new Map(shapes) };
}

const NODE = recordShape({ what: 'a node', fields: NODE_FIELDS });
const LINK = recordShape({ what: 'a link', fields: LINK_FIELDS });
const PACKETS: Shape = {
  kind: 'list',
  element: recordShape({ what: 'a packet', fields: PACKET_FIELDS }),
};
const RUN = recordShape({ what: 'the run', fields: RUN_FIELDS });

/** Kinds without names of their own are alike. */
const APPS = new Map(APP_KINDS.map((kind) => [kind, recordShape(appInfo(kind))]));

/** The roots of expressions, with all that is below them. */
export function rootShapes(names: ExpectationNames): ReadonlyMap<string, Shape> {
  const apps = new Map(
    [...names.apps].map(({ name, kind, receivers }) => [
      name,
      receivers === undefined ? (APPS.get(kind) ?? UNKNOWN) : recordShape(appInfo(kind), receivers),
    ]),
  );
  const segments = new Map(
    [...names.segments].map(({ name, ports }) => [
      name,
      recordShape({ what: 'a segment', fields: SEGMENT_FIELDS }, ports),
    ]),
  );
  return new Map<string, Shape>([
    ['run', RUN],
    ['node', eachOf('node', names.nodes, NODE)],
    ['link', eachOf('link', names.links, LINK)],
    ['segment', { kind: 'record', what: 'segment', named: true, fields: segments }],
    ['app', { kind: 'record', what: 'app', named: true, fields: apps }],
    ['capture', eachOf('NIC', names.nics ?? [], PACKETS)],
  ]);
}
