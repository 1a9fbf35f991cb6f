import { memberAccess } from '../language/names.js';
import { didYouMean, listed } from '../load/suggestion.js';
import { plannedKey } from '../schema/notBuiltYet.js';
import type { ASTNode } from './cel.js';
import {
  BOOL,
  DOUBLE,
  DURATION,
  INT,
  type RecordShape,
  type Shape,
  STRING,
  UNKNOWN,
} from './shape.js';
import type { ExpressionFault } from './syntaxFault.js';

type Bindings = ReadonlyMap<string, Shape>;

/** Macros of CEL that bind their first argument to the elements of a list. */
const BINDING_MACROS: ReadonlySet<string> = new Set([
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
]);
/** What scenarios give names to. */
const SCENARIO_NAMES: ReadonlySet<string> = new Set(['node', 'link', 'segment', 'port', 'app']);
/** Names of types, which stand as values in expressions. */
const TYPE_NAMES: ReadonlySet<string> = new Set(
  'int uint double bool string bytes list map null_type type dyn'.split(' '),
);
const RESULTS: Readonly<Record<string, Shape>> = {
  size: INT,
  int: INT,
  double: DOUBLE,
  string: STRING,
  duration: DURATION,
  has: BOOL,
};
/** Shapes that can be compared with their like only. */
const COMPARABLE: Readonly<Record<string, string>> = {
  int: 'a number',
  double: 'a number',
  bool: 'true or false',
  string: 'a text',
  duration: 'a duration',
};

const SHAPE_NAMES: Readonly<Record<string, string>> = { ...COMPARABLE, list: 'a list' };

/** One side of a comparison. */
interface Side {
  readonly node: ASTNode;
  readonly shape: Shape;
}

/** Walks an expression and finds names that do not exist, and comparisons that cannot be. */
export class ShapeChecker {
  readonly faults: ExpressionFault[] = [];
  readonly #roots: Bindings;
  readonly #expression: string;
  /** End of the last name that was cut off at a hyphen. */
  #hyphenAt = -1;

  constructor(expression: string, roots: Bindings) {
    this.#expression = expression;
    this.#roots = roots;
  }

  /** The expression as a whole must be true or false. */
  check(ast: ASTNode): void {
    const shape = this.#shapeOf(ast, this.#roots);
    if (shape.kind === 'bool' || shape.kind === 'unknown' || this.faults.length > 0) return;
    const found = shape.kind === 'record' ? shape.what : SHAPE_NAMES[shape.kind];
    this.#fault(
      ast,
      `an expectation is true or false, and this is ${found}: compare it with something`,
    );
  }

  #shapeOf(node: ASTNode, bindings: Bindings): Shape {
    switch (node.op) {
      case 'value':
        return literalShape(node.args);
      case 'id':
        return this.#variable(node, node.args, bindings);
      case '.':
      case '.?':
        return this.#member(node, this.#shapeOf(node.args[0], bindings), node.args[1]);
      case '[]':
      case '[?]':
        return this.#element(node, node.args, bindings);
      case 'call':
        return this.#call(node.args[0], node.args[1], bindings);
      case 'rcall':
        return this.#methodCall(node.args, bindings);
      case 'list':
        for (const element of node.args) this.#shapeOf(element, bindings);
        return UNKNOWN;
      case 'map':
        for (const element of node.args.flat()) this.#shapeOf(element, bindings);
        return UNKNOWN;
      case '?:':
        for (const part of node.args) this.#shapeOf(part, bindings);
        return UNKNOWN;
      case '!_':
        this.#shapeOf(node.args, bindings);
        return BOOL;
      case '-_':
        return this.#shapeOf(node.args, bindings);
      default:
        return this.#binary(node, node.args, bindings);
    }
  }

  #variable(node: ASTNode, name: string, bindings: Bindings): Shape {
    const shape = bindings.get(name);
    if (shape !== undefined) return shape;
    if (TYPE_NAMES.has(name)) return UNKNOWN;
    for (const [root, below] of this.#roots) {
      if (below.kind === 'record' && below.named && below.fields.has(name)) {
        this.#fault(node, `there is no '${name}' by itself`, `${root}${memberAccess(name)}`);
        return UNKNOWN;
      }
    }
    const future = plannedKey('an expression', name);
    if (future !== undefined) {
      this.#fault(node, `'${name}' is not built yet (${future})`);
      return UNKNOWN;
    }
    const known = [...bindings.keys()];
    this.#fault(
      node,
      `there is no '${name}': expected ${listed(known, name)}`,
      didYouMean(name, known),
    );
    return UNKNOWN;
  }

  #member(node: ASTNode, shape: Shape, key: string): Shape {
    if (shape.kind === 'unknown') return UNKNOWN;
    const end = node.end;
    const at = { start: Math.max(node.start, end - key.length), end };
    if (shape.kind !== 'record') {
      this.#faultAt(at, `${SHAPE_NAMES[shape.kind]} has no '${key}'`);
      return UNKNOWN;
    }
    return shape.fields.get(key) ?? this.#unknownField(at, shape, key);
  }

  #unknownField(
    at: { readonly start: number; readonly end: number },
    shape: RecordShape,
    key: string,
  ): Shape {
    const known = [...shape.fields.keys()];
    // What has a hyphen is read as a subtraction.
    const hyphenated = known.find((name) => this.#expression.startsWith(name, at.start));
    if (hyphenated !== undefined && hyphenated.length > key.length) {
      const suggestion = `["${hyphenated}"]`;
      this.#hyphenAt = at.end;
      this.#faultAt(at, `a name with a hyphen stands in brackets`, suggestion);
      return UNKNOWN;
    }
    const future = plannedKey(`${shape.what} in an expression`, key);
    if (future !== undefined) {
      this.#faultAt(at, `'${key}' is not built yet (${future})`);
      return UNKNOWN;
    }
    const expected = known.length === 0 ? 'there is none' : `expected ${listed(known, key)}`;
    const missing = shape.named
      ? `no ${shape.what} is called '${key}'`
      : `${shape.what} has no '${key}'`;
    const fault = { ...at, message: `${missing}: ${expected}`, suggestion: didYouMean(key, known) };
    this.faults.push(SCENARIO_NAMES.has(shape.what) ? { ...fault, isAboutName: true } : fault);
    return UNKNOWN;
  }

  #element(node: ASTNode, [list, index]: readonly [ASTNode, ASTNode], bindings: Bindings): Shape {
    const shape = this.#shapeOf(list, bindings);
    const key = index.op === 'value' ? index.args : undefined;
    if (shape.kind === 'record' && typeof key === 'string') {
      const at = { start: index.start, end: index.end };
      return shape.fields.get(key) ?? this.#unknownField(at, shape, key);
    }
    this.#shapeOf(index, bindings);
    if (shape.kind === 'list') return shape.element;
    if (shape.kind === 'record' || shape.kind === 'unknown') return UNKNOWN;
    this.#fault(node, `${SHAPE_NAMES[shape.kind]} has no elements`);
    return UNKNOWN;
  }

  #call(name: string, args: readonly ASTNode[], bindings: Bindings): Shape {
    for (const argument of args) this.#shapeOf(argument, bindings);
    return RESULTS[name] ?? UNKNOWN;
  }

  #methodCall(
    [name, receiver, args]: readonly [string, ASTNode, readonly ASTNode[]],
    bindings: Bindings,
  ): Shape {
    const shape = this.#shapeOf(receiver, bindings);
    const [variable] = args;
    if (!BINDING_MACROS.has(name) || variable?.op !== 'id') {
      return this.#call(name, args, bindings);
    }
    const element = shape.kind === 'list' ? shape.element : UNKNOWN;
    const inner = new Map(bindings).set(variable.args, element);
    const results = args.slice(1).map((argument) => this.#shapeOf(argument, inner));
    if (name === 'filter') return shape;
    if (name === 'map') return { kind: 'list', element: results.at(-1) ?? UNKNOWN };
    return BOOL;
  }

  #binary(node: ASTNode, [left, right]: readonly [ASTNode, ASTNode], bindings: Bindings): Shape {
    const a = this.#shapeOf(left, bindings);
    // The rest of a name with a hyphen is no name by itself.
    if (node.op === '-' && this.#hyphenAt === left.end) return UNKNOWN;
    const b = this.#shapeOf(right, bindings);
    switch (node.op) {
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        this.#comparable({ node: left, shape: a }, { node: right, shape: b });
        return BOOL;
      case '&&':
      case '||':
      case 'in':
        return BOOL;
      default:
        return a.kind === b.kind ? a : UNKNOWN;
    }
  }

  #comparable(left: Side, right: Side): void {
    const whole = [left, right].find(({ shape }) => shape.kind === 'record');
    if (whole !== undefined) {
      this.#hasParts(whole, whole === left ? right : left);
      return;
    }
    const a = COMPARABLE[left.shape.kind];
    const b = COMPARABLE[right.shape.kind];
    if (a === undefined || b === undefined || a === b) return;
    // What is written as it is, is what can be written differently.
    const [meant, other] = left.node.op === 'value' ? [left, right] : [right, left];
    const [is, should] = meant === left ? [a, b] : [b, a];
    this.#fault(meant.node, `${should} is compared with ${is}`, this.#asOther(meant, other));
  }

  #hasParts({ node, shape }: Side, other: Side): void {
    if (shape.kind !== 'record') return;
    const alike = [...shape.fields].filter(([, { kind }]) => kind === other.shape.kind);
    const part = (alike.find(([name]) => name === 'max') ?? alike[0])?.[0];
    const text = this.#textOf(node);
    const parts = listed(shape.fields.keys());
    const meant = part === undefined ? undefined : `${text}.${part}`;
    this.#fault(node, `'${text}' has parts (${parts}): compare one of them`, meant);
  }

  /** A literal as it would be written to be compared with a duration. */
  #asOther({ node }: Side, other: Side): string | undefined {
    if (node.op !== 'value' || other.shape.kind !== 'duration') return undefined;
    const literal = this.#textOf(node).replace(/^['"]|['"]$/g, '');
    return `duration('${/[a-z]$/.test(literal) ? literal : `${literal}ms`}')`;
  }

  #textOf(node: ASTNode): string {
    return this.#expression.slice(node.start, node.end);
  }

  #fault(node: ASTNode, message: string, suggestion?: string): void {
    this.#faultAt({ start: node.start, end: node.end }, message, suggestion);
  }

  #faultAt(
    { start, end }: { readonly start: number; readonly end: number },
    message: string,
    suggestion?: string,
  ): void {
    const about = { start, end, message };
    this.faults.push(suggestion === undefined ? about : { ...about, suggestion });
  }
}

function literalShape(value: unknown): Shape {
  switch (typeof value) {
    case 'bigint':
      return INT;
    case 'number':
      return DOUBLE;
    case 'string':
      return STRING;
    case 'boolean':
      return BOOL;
    default:
      return UNKNOWN;
  }
}
