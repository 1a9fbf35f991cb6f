import { didYouMean, listed, listedAll } from '../diagnostics/suggestion.js';
import { memberAccess } from '../document/names.js';
import { plannedKey } from '../schema/notBuiltYet.js';
import { isSelector, memberOfList, SELECTORS, type Selector } from './aggregates.js';
import type { ASTNode } from './cel.js';
import { functionNames, resultOfCall } from './functionShapes.js';
import { calculation, canBeTrue, describeShape } from './operatorShapes.js';
import { selectionShape, toleranceFaults } from './selections.js';
import { BOOL, DURATION, type RecordShape, type Shape, UNKNOWN } from './shape.js';
import { anyOf, common, elementOf, literalShape } from './shapesOf.js';
import { BINDING_MACROS, COMPARABLE, SCENARIO_NAMES, TYPE_NAMES } from './shapeWords.js';
import { ratioInstead, suggestField } from './suggestField.js';
import type { ExpressionFault } from './syntaxFault.js';

type Bindings = ReadonlyMap<string, Shape>;

/** Functions that make numbers of other things. */
const NUMBERS_OF: ReadonlySet<string> = new Set(['int', 'uint', 'double', 'string']);
const EXAMPLE = '199 / 200 is 0';

/** Where something stands in an expression. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

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
  /** Divisions of whole numbers within int(…). */
  readonly #roundedOnPurpose = new Set<ASTNode>();
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
    const message = `an expectation is true or false, and this is ${describeShape(shape)}: compare it with something`;
    this.#fault(ast, message);
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
        return this.#call(node, node.args, bindings);
      case 'rcall':
        return this.#methodCall(node, node.args, bindings);
      case 'list': {
        const shapes = node.args.map((element) => this.#shapeOf(element, bindings));
        return { kind: 'list', element: common(shapes) };
      }
      case 'map':
        for (const element of node.args.flat()) this.#shapeOf(element, bindings);
        return UNKNOWN;
      case '?:': {
        const [condition, ...branches] = node.args;
        this.#condition(condition, bindings);
        return common(branches.map((branch) => this.#shapeOf(branch, bindings)));
      }
      case '!_':
        this.#condition(node.args, bindings);
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
    if (shape.kind === 'string' && shape.keyOf !== undefined) {
      const name = this.#expression.slice(node.start, at.start).replace(/\s*\.\s*$/, '');
      const message = `'${name}' is a name here, and has no '${key}'`;
      this.#fault(node, message, `${shape.keyOf}[${name}].${key}`);
      return UNKNOWN;
    }
    if (shape.kind === 'list') return this.#memberOfList(at, shape.element, key);
    if (shape.kind !== 'record') {
      this.#faultAt(at, `${describeShape(shape)} has no '${key}'`);
      return UNKNOWN;
    }
    return shape.fields.get(key) ?? this.#unknownField(at, shape, key);
  }

  /** A field of each element; of numbers and durations, a statistic of them all. */
  #memberOfList(at: Extent, element: Shape, key: string): Shape {
    if (element.kind === 'unknown') return UNKNOWN;
    const found = memberOfList(element, key);
    if (found !== null) return found;
    if (element.kind === 'record') {
      const field = this.#unknownField(at, element, key);
      return { kind: 'list', element: field };
    }
    this.#faultAt(at, `a list has no '${key}'`);
    return UNKNOWN;
  }

  /** Things of one kind, by a pattern of their names. */
  #selected(node: ASTNode, name: Selector, operands: readonly ASTNode[]): Shape {
    const selection = selectionShape(node, name, operands, this.#roots.get(SELECTORS[name]));
    if ('shape' in selection) return selection.shape;
    this.faults.push(selection.fault);
    return UNKNOWN;
  }

  #unknownField(at: Extent, shape: RecordShape, key: string): Shape {
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
    const suggestion = suggestField(key, known);
    const isAll = !shape.named && suggestion === undefined;
    const shown = isAll ? listedAll(known) : listed(known, key);
    const expected = known.length === 0 ? 'there is none' : `expected ${shown}`;
    const missing = shape.named
      ? `no ${shape.what} is called '${key}'`
      : `${shape.what} has no '${key}'`;
    const message = `${missing}: ${expected}`;
    const fault = suggestion === undefined ? { ...at, message } : { ...at, message, suggestion };
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
    if (shape.kind === 'record') return anyOf(shape);
    if (shape.kind === 'unknown') return UNKNOWN;
    this.#fault(node, `${describeShape(shape)} has no elements`);
    return UNKNOWN;
  }

  #call(
    node: ASTNode,
    [name, args]: readonly [string, readonly ASTNode[]],
    bindings: Bindings,
  ): Shape {
    if (name === 'has') return this.#has(node, args, bindings);
    if (isSelector(name)) return this.#selected(node, name, args);
    if (name === 'int' && args[0] !== undefined) this.#roundedOnPurpose.add(args[0]);
    const shapes = args.map((argument) => this.#shapeOf(argument, bindings));
    return this.#resultOf(node, name, null, shapes);
  }

  #has(node: ASTNode, [operand]: readonly ASTNode[], bindings: Bindings): Shape {
    if (operand?.op === '.') this.#shapeOf(operand, bindings);
    else {
      const message =
        "has() asks for a part behind a dot, such as has(app.x.rtt); for names there is 'in'";
      this.#fault(node, message);
    }
    return BOOL;
  }

  #methodCall(
    node: ASTNode,
    [name, receiver, args]: readonly [string, ASTNode, readonly ASTNode[]],
    bindings: Bindings,
  ): Shape {
    const shape = this.#shapeOf(receiver, bindings);
    const [variable] = args;
    if (!BINDING_MACROS.has(name) || variable?.op !== 'id') {
      const shapes = args.map((argument) => this.#shapeOf(argument, bindings));
      if (name === 'within') this.faults.push(...toleranceFaults(args[1]));
      return this.#resultOf(node, name, shape, shapes);
    }
    if (!['list', 'record', 'unknown'].includes(shape.kind)) {
      this.#fault(receiver, `${describeShape(shape)} has no elements for ${name}() to go through`);
    }
    const element = elementOf(shape, this.#textOf(receiver));
    const inner = new Map(bindings).set(variable.args, element);
    const parts = args.slice(1);
    const mapped = name === 'map' ? parts.pop() : undefined;
    for (const test of parts) this.#condition(test, inner);
    if (mapped !== undefined) return { kind: 'list', element: this.#shapeOf(mapped, inner) };
    return name === 'filter' ? { kind: 'list', element } : BOOL;
  }

  /** What a function gives; whether there is one that takes these. */
  #resultOf(
    node: ASTNode,
    called: string,
    receiver: Shape | null,
    shapes: readonly Shape[],
  ): Shape {
    const result = resultOfCall(called, receiver, shapes);
    if (result !== null || receiver?.kind === 'unknown') return result ?? UNKNOWN;
    const name = called.replace(/Linear$/, '');
    const [first] = shapes;
    if (receiver === null && first?.kind === 'duration' && NUMBERS_OF.has(name)) {
      const operand = node.op === 'call' ? node.args[1][0] : undefined;
      const ratio =
        operand === undefined ? undefined : `${this.#textOf(operand)} / duration('1ms')`;
      this.#fault(node, `${name}() takes no duration: divide it by the unit that is meant`, ratio);
      return UNKNOWN;
    }
    const known = functionNames(receiver !== null);
    if (receiver?.kind === 'record' && receiver.fields.has(name)) {
      this.#fault(node, `'${name}' of ${receiver.what} is no function: leave out the parentheses`);
    } else if (known.has(called)) {
      const taken = shapes.length === 0 ? 'nothing' : shapes.map(describeShape).join(', ');
      const of = receiver === null ? '' : ` of ${describeShape(receiver)}`;
      this.#fault(node, `the function '${name}'${of} does not take ${taken}`);
    } else {
      this.#fault(node, `there is no function '${name}'`, didYouMean(name, known));
    }
    return UNKNOWN;
  }

  /** Something that must be true or false. */
  #condition(node: ASTNode, bindings: Bindings): void {
    const before = this.faults.length;
    const shape = this.#shapeOf(node, bindings);
    if (canBeTrue(shape) || this.faults.length > before) return;
    this.#fault(
      node,
      `${describeShape(shape)} is neither true nor false: compare it with something`,
    );
  }

  #binary(node: ASTNode, [left, right]: readonly [ASTNode, ASTNode], bindings: Bindings): Shape {
    if (node.op === '&&' || node.op === '||') {
      this.#condition(left, bindings);
      this.#condition(right, bindings);
      return BOOL;
    }
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
      case 'in':
        if (!['list', 'record', 'unknown'].includes(b.kind)) {
          this.#fault(
            right,
            `nothing is in ${describeShape(b)}: 'in' asks for elements of a list, or for names`,
          );
        }
        return BOOL;
      default:
        return this.#calculation(node, { node: left, shape: a }, { node: right, shape: b });
    }
  }

  #calculation(node: ASTNode, left: Side, right: Side): Shape {
    for (const side of [left, right]) {
      if (side.shape.kind !== 'record') continue;
      // Who calculates with times means one of them, and not their count.
      this.#hasParts(side, { ...side, shape: DURATION });
      return UNKNOWN;
    }
    const result = calculation(node.op, left.shape, right.shape);
    if ('fault' in result) {
      this.#fault(node, result.fault);
      return UNKNOWN;
    }
    if (node.op === '/' && result.shape.kind === 'int') this.#wholeDivision(node, left, right);
    return result.shape;
  }

  /** A ratio of counts is a fraction to everyone but CEL. */
  #wholeDivision(node: ASTNode, left: Side, right: Side): void {
    if (this.#roundedOnPurpose.has(node)) return;
    const [above, below] = [this.#textOf(left.node), this.#textOf(right.node)];
    const message = `whole numbers are divided without a rest: ${EXAMPLE}`;
    const ratio = ratioInstead(above, below) ?? `double(${above}) / ${below}`;
    this.faults.push({
      start: node.start,
      end: node.end,
      message,
      suggestion: ratio,
      isWarning: true,
    });
  }

  #comparable(left: Side, right: Side): void {
    const whole = [left, right].find(({ shape }) => shape.kind === 'record');
    if (whole !== undefined && left.shape.kind !== right.shape.kind) {
      this.#hasParts(whole, whole === left ? right : left);
      return;
    }
    const a = COMPARABLE[left.shape.kind];
    const b = COMPARABLE[right.shape.kind];
    if (a === undefined || b === undefined || a === b) return;
    // What is written as it is, is what can be written differently.
    const [literal, other] = left.node.op === 'value' ? [left, right] : [right, left];
    const [is, should] = literal === left ? [a, b] : [b, a];
    this.#fault(literal.node, `${should} is compared with ${is}`, this.#asOther(literal, other));
  }

  #hasParts({ node, shape }: Side, other: Side): void {
    if (shape.kind !== 'record') return;
    const alike = [...shape.fields].filter(([, { kind }]) => kind === other.shape.kind);
    const part = (alike.find(([name]) => name === 'max') ?? alike[0])?.[0];
    const text = this.#textOf(node);
    const parts = listed(shape.fields.keys());
    const suggestion = part === undefined ? undefined : `${text}.${part}`;
    this.#fault(node, `'${text}' has parts (${parts}): compare one of them`, suggestion);
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
