import type { ASTNode } from './cel.js';
import type { MentionedNames } from './explain.js';
import type { ExpectationNames } from './shape.js';

/** What an expression can look at. */
export interface Mentioned {
  /** All that it may read: every name of a kind where it does not say which. */
  readonly names: ExpectationNames;
  /** What it names outright. */
  readonly explicit: MentionedNames;
}

const ROOTS = ['node', 'link', 'segment', 'app'] as const;

type Root = (typeof ROOTS)[number];

/** The nodes, links and apps that an expression mentions. */
export function mentionedNames(ast: ASTNode, names: ExpectationNames): Mentioned {
  const found = {
    node: new Set<string>(),
    link: new Set<string>(),
    segment: new Set<string>(),
    app: new Set<string>(),
  };
  const whole = new Set<Root>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if (!isNode(value)) return;
    const access = accessOf(value);
    if (access !== null) {
      found[access.root].add(access.name);
      return;
    }
    if (value.op === 'id' && value.args in found) whole.add(value.args as Root);
    visit(value.args);
  };
  visit(ast);
  const those = (root: Root, all: Iterable<string>) =>
    whole.has(root) ? all : [...all].filter((name) => found[root].has(name));
  const named = <Item extends { readonly name: string }>(root: Root, all: Iterable<Item>) =>
    whole.has(root) ? all : [...all].filter(({ name }) => found[root].has(name));
  return {
    names: {
      nodes: those('node', names.nodes),
      links: those('link', names.links),
      segments: named('segment', names.segments),
      apps: named('app', names.apps),
    },
    explicit: {
      nodes: found.node,
      links: found.link,
      segments: found.segment,
      apps: found.app,
    },
  };
}

/** `node.NAME` or `node["NAME"]`. */
function accessOf(node: ASTNode): { readonly root: Root; readonly name: string } | null {
  if (node.op !== '.' && node.op !== '[]') return null;
  const [base, key] = node.args;
  if (base.op !== 'id' || !ROOTS.some((root) => root === base.args)) return null;
  const name = typeof key === 'string' ? key : key.op === 'value' ? key.args : null;
  return typeof name === 'string' ? { root: base.args as Root, name } : null;
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
