import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import type { DocumentPath, Fault, Problem } from '../diagnostics/diagnostic.js';

/** Where the values of a document stand in its text. */
export interface Locator {
  /** A problem with a value as a fault of the text. */
  faultOf(problem: Problem): Fault;
}

/** A value, and the key in front of it. */
export interface Location {
  /** The key that leads here; null for what stands in a list, and for the top. */
  readonly key: Node | null;
  readonly node: Node | null;
}

/** Finds values by their path. What is not in the text is found at the nearest value around it. */
export function locator(
  text: string,
  contents: Node | null,
  aliases: ReadonlyMap<Alias, Node>,
): Locator {
  const step = (node: Node | null, segment: string | number): Location | undefined => {
    const target = node !== null && isAlias(node) ? aliases.get(node) : node;
    if (isSeq(target) && typeof segment === 'number') {
      const item = target.items[segment] as Node | undefined;
      return item === undefined ? undefined : { key: null, node: item };
    }
    if (!isMap(target)) return undefined;
    const pairs = pairsOf(target.items as Pair<Node, Node | null>[]);
    const pair = pairs.get(String(segment));
    return pair === undefined ? undefined : { key: pair.key, node: pair.value };
  };
  const find = (path: DocumentPath): { location: Location; whole: boolean } => {
    let location: Location = { key: null, node: contents };
    for (const segment of path) {
      const next = step(location.node, segment);
      if (next === undefined) return { location, whole: false };
      location = next;
    }
    return { location, whole: true };
  };
  return { faultOf: (problem) => faultAt(text, problem, find(problem.path)) };
}

/** A problem at the nearest value to it that is in the text; `whole`: at its own value. */
export function faultAt(
  text: string,
  { about = 'value', within, message, suggestion }: Problem,
  { location, whole }: { readonly location: Location; readonly whole: boolean },
): Fault {
  const wantKey = about === 'key' || !whole || !hasText(location.node);
  const node = wantKey ? (location.key ?? location.node) : location.node;
  const range = rangeOf(text, node, whole && !wantKey ? within : undefined);
  return suggestion === undefined ? { ...range, message } : { ...range, message, suggestion };
}

type Pairs = readonly Pair<Node, Node | null>[];

/** Of each mapping that something was looked for in, its pairs by their keys, the first of each. */
const knownPairs = new WeakMap<Pairs, ReadonlyMap<string | undefined, Pairs[number]>>();

function pairsOf(pairs: Pairs): ReadonlyMap<string | undefined, Pairs[number]> {
  const known = knownPairs.get(pairs);
  if (known !== undefined) return known;
  const made = new Map([...pairs].reverse().map((pair) => [keyText(pair.key), pair]));
  knownPairs.set(pairs, made);
  return made;
}

function keyText(key: Node): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function hasText(node: Node | null): boolean {
  return node?.range !== undefined && node.range !== null && node.range[1] > node.range[0];
}

function rangeOf(
  text: string,
  node: Node | null,
  within: Problem['within'],
): { offset: number; end: number } {
  const [offset = 0, end = offset + 1] = node?.range ?? [];
  if (within !== undefined && isScalar(node)) {
    const start = offsetInScalar(text, node, within.start);
    if (start !== undefined) {
      return { offset: start, end: offsetInScalar(text, node, within.end) ?? start + 1 };
    }
  }
  // A mapping or a list is marked by its first line.
  const lineEnd = text.indexOf('\n', offset);
  return { offset, end: lineEnd < 0 ? end : Math.min(end, Math.max(offset + 1, lineEnd)) };
}

/**
 * Where the character `index` of a scalar's value stands in the text. Known for what stands on one
 * line, and for block scalars (`|`); `undefined` elsewhere.
 */
function offsetInScalar(text: string, node: Scalar, index: number): number | undefined {
  const [start = 0, end = 0] = node.range ?? [];
  const value = String(node.value);
  switch (node.type) {
    case 'PLAIN':
      return text.slice(start, end) === value ? start + index : undefined;
    case 'QUOTE_SINGLE': {
      const before = value.slice(0, index).replaceAll("'", "''");
      const offset = start + 1 + before.length;
      return text.startsWith(before, start + 1) ? offset : undefined;
    }
    case 'QUOTE_DOUBLE':
      return offsetInDoubleQuotes(text, start + 1, end - 1, index);
    case 'BLOCK_LITERAL':
      return offsetInBlock(text, start, value, index);
    default:
      return undefined;
  }
}

/** Walks over the escapes, each of which stands for one character. */
function offsetInDoubleQuotes(
  text: string,
  start: number,
  end: number,
  index: number,
): number | undefined {
  const lengths: Readonly<Record<string, number>> = { x: 4, u: 6 };
  let offset = start;
  for (let character = 0; character < index; character += 1) {
    if (offset >= end || text[offset] === '\n') return undefined;
    offset += text[offset] === '\\' ? (lengths[text[offset + 1] ?? ''] ?? 2) : 1;
  }
  return offset;
}

/** Every line of a block scalar is a line of its value behind the same indentation. */
function offsetInBlock(
  text: string,
  start: number,
  value: string,
  index: number,
): number | undefined {
  const lineOfIndex = value.slice(0, index).split('\n').length - 1;
  const column = index - (value.lastIndexOf('\n', index - 1) + 1);
  let offset = text.indexOf('\n', start) + 1;
  if (offset === 0) return undefined;
  const indentation = /^ */.exec(text.slice(offset))?.[0].length ?? 0;
  for (let line = 0; line < lineOfIndex; line += 1) {
    offset = text.indexOf('\n', offset) + 1;
    if (offset === 0) return undefined;
  }
  return offset + indentation + column;
}
