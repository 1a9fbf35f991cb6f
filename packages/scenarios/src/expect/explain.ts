import { formatIpv4Address } from '@packetloom/core';
import { memberAccess } from '../language/names.js';
import { formatDuration } from '../language/units.js';
import { type ASTNode, durationNs } from './cel.js';
import type { AppScope, ExpectationScope, LinkScope } from './scope.js';

/** A part of an expression with its value. */
export interface ExpectationPart {
  readonly expression: string;
  readonly value: string;
}

const MOST_ELEMENTS = 8;

/** A value of CEL as text: durations with their unit, texts in quotes. */
export function valueText(value: unknown): string {
  const ns = durationNs(value);
  if (ns !== undefined) return formatDuration(ns);
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) {
    const shown = value.slice(0, MOST_ELEMENTS).map(valueText);
    if (value.length > MOST_ELEMENTS) shown.push(`… (${value.length})`);
    return `[${shown.join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${key}: ${valueText(inner)}`);
    return `{${entries.join(', ')}}`;
  }
  return String(value);
}

/**
 * The parts of an expression whose values explain its outcome: both sides of comparisons, conditions
 * joined by and, or and not, as far as they are no literals.
 */
export function explainingParts(ast: ASTNode): readonly ASTNode[] {
  const parts: ASTNode[] = [];
  const visit = (node: ASTNode): void => {
    switch (node.op) {
      case '&&':
      case '||':
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
      case 'in':
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
        for (const operand of node.args) visit(operand);
        return;
      case '!_':
      case '-_':
        visit(node.args);
        return;
      case 'value':
      case 'list':
      case 'map':
        return;
      case 'call':
        if (node.args[1].every(({ op }) => op === 'value')) return;
        parts.push(node);
        return;
      case 'rcall':
        parts.push(node);
        // What a macro looked at says more than its outcome.
        visit(node.args[1]);
        return;
      default:
        parts.push(node);
    }
  };
  visit(ast);
  return parts;
}

/** Where to look when an expectation failed: what the apps, links and nodes that it names tell. */
export function hintOf(mentioned: MentionedNames, scope: ExpectationScope): string | null {
  const hints: string[] = [];
  for (const name of mentioned.apps) hints.push(...appHints(name, scope.apps[name]));
  for (const name of mentioned.links) {
    hints.push(...directionHints(`link${memberAccess(name)}`, scope.links[name]));
  }
  for (const name of mentioned.segments) {
    for (const [port, directions] of Object.entries(scope.segments[name]?.ports ?? {})) {
      hints.push(...directionHints(`segment${memberAccess(name)}.ports["${port}"]`, directions));
    }
  }
  for (const name of mentioned.nodes) {
    hints.push(...dropHints(`node${memberAccess(name)}`, scope.nodes[name]?.drops));
  }
  return hints.length === 0 ? null : hints.join('; ');
}

/** Names that an expression mentions, of each kind. */
export interface MentionedNames {
  readonly nodes: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
  readonly apps: ReadonlySet<string>;
}

function appHints(name: string, app: AppScope | undefined): string[] {
  const place = `app${memberAccess(name)}`;
  if (app === undefined) return [`${place} has not begun`];
  if (app.kind === 'traceroute') {
    const silent = app.hops.filter(({ address }) => address === null).length;
    const reached = app.reached ? 'reached' : 'did not reach';
    return [`${place} ${reached} its destination (${app.hops.length} hops, ${silent} silent)`];
  }
  const errors = counted(
    (app.kind === 'multicast' ? [] : app.errors).map(
      ({ type, code, from }) => `ICMP ${type}/${code} from ${formatIpv4Address(from)}`,
    ),
  );
  const failures = counted(app.failures);
  const hints: string[] = [];
  if (errors !== '') hints.push(`${place} was told ${errors}`);
  if (failures !== '') hints.push(`${place} could not send: ${failures}`);
  return hints;
}

function directionHints(place: string, link: LinkScope | undefined): string[] {
  return (['forward', 'reverse'] as const).flatMap((direction) =>
    dropHints(`${place}.${direction}`, link?.[direction].drops),
  );
}

function dropHints(place: string, drops: Readonly<Record<string, number>> | undefined): string[] {
  const dropped = Object.entries(drops ?? {}).filter(([, count]) => count > 0);
  if (dropped.length === 0) return [];
  return [
    `${place} dropped ${dropped.map(([reason, count]) => `${count} × ${reason}`).join(', ')}`,
  ];
}

/** `3 × a, 1 × b`, in the order of first occurrence. */
function counted(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => `${count} × ${text}`).join(', ');
}
