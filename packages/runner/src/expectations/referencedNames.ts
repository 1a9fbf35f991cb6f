import {
  type ASTNode,
  type ExpectationNames,
  fits,
  isSelector,
  SELECTORS,
} from '@packetloom/language/internal';
import type { ReferencedNames } from './hints.js';

/** What an expression can look at. */
export interface References {
  /** All that it may read: every name of a kind where it does not say which. */
  readonly names: ExpectationNames;
  /** The same as sets of names. */
  readonly all: ReferencedNames;
}

const ROOTS = ['node', 'link', 'segment', 'app', 'capture'] as const;

type Root = (typeof ROOTS)[number];

/** The nodes, links and apps that an expression mentions. */
export function referencedNames(ast: ASTNode, names: ExpectationNames): References {
  const found = {
    node: new Set<string>(),
    link: new Set<string>(),
    segment: new Set<string>(),
    app: new Set<string>(),
    capture: new Set<string>(),
  };
  const whole = new Set<Root>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if (!isNode(value)) return;
    const selection = selectionOf(value);
    if (selection !== null) {
      for (const name of namesOfRoot(selection.root, names)) {
        if (fits(name, selection.pattern)) found[selection.root].add(name);
      }
      return;
    }
    const access = accessOf(value);
    if (access !== null) {
      found[access.root].add(access.name);
      return;
    }
    if (value.op === 'id' && isRoot(value.args)) whole.add(value.args);
    visit(value.args);
  };
  visit(ast);
  const those = (root: Root, all: Iterable<string>) =>
    whole.has(root) ? all : [...all].filter((name) => found[root].has(name));
  const named = <Item extends { readonly name: string }>(root: Root, all: Iterable<Item>) =>
    whole.has(root) ? all : [...all].filter(({ name }) => found[root].has(name));
  const read = {
    nodes: those('node', names.nodes),
    links: those('link', names.links),
    segments: named('segment', names.segments),
    apps: named('app', names.apps),
    nics: those('capture', names.nics ?? []),
  };
  const namesOf = (items: Iterable<{ readonly name: string }>) =>
    new Set([...items].map(({ name }) => name));
  return {
    names: read,
    all: {
      nodes: new Set(read.nodes),
      links: new Set(read.links),
      segments: namesOf(read.segments),
      apps: namesOf(read.apps),
    },
  };
}

function isRoot(name: string): name is Root {
  return ROOTS.some((root) => root === name);
}

/** `node.NAME` or `node["NAME"]`. */
function accessOf(node: ASTNode): { readonly root: Root; readonly name: string } | null {
  if (node.op !== '.' && node.op !== '[]') return null;
  const [base, key] = node.args;
  if (base.op !== 'id' || !isRoot(base.args)) return null;
  const name = typeof key === 'string' ? key : key.op === 'value' ? key.args : null;
  return typeof name === 'string' ? { root: base.args, name } : null;
}

/** `apps("PATTERN")` and the like. */
function selectionOf(node: ASTNode): { readonly root: Root; readonly pattern: string } | null {
  if (node.op !== 'call') return null;
  const [name, [operand]] = node.args;
  if (!isSelector(name) || operand?.op !== 'value' || typeof operand.args !== 'string') return null;
  return { root: SELECTORS[name], pattern: operand.args };
}

function namesOfRoot(root: Root, names: ExpectationNames): string[] {
  switch (root) {
    case 'node':
      return [...names.nodes];
    case 'link':
      return [...names.links];
    case 'segment':
      return [...names.segments].map(({ name }) => name);
    case 'app':
      return [...names.apps].map(({ name }) => name);
    case 'capture':
      return [...(names.nics ?? [])];
  }
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
