import { formatDuration } from '@packetloom/language';
import { type ASTNode, durationNs, memberAccess } from '@packetloom/language/internal';
import { type Bindings, bindingOf } from '../evaluate/bindings.js';
import { elementsOf, isMacro } from '../evaluate/macros.js';
import { isMapping, keysOf, memberOf } from '../evaluate/value.js';

/** A part of an expression with its value. */
export interface ExpectationPart {
  readonly expression: string;
  readonly value: string;
}

/** How a part is evaluated for an explanation: its value, or why it has none. */
export type PartReader = (
  node: ASTNode,
  bindings: Bindings,
) => { readonly value: unknown } | { readonly error: string };

const MAX_ELEMENTS = 8;
const DEEPEST = 3;
const MAX_TEXT_LENGTH = 200;
/** Elements that a macro is explained by. */
const MAX_EXAMPLES = 3;
const MAX_PARTS = 24;

/** A value of CEL as text: durations with their unit, texts in quotes, long ones cut. */
function valueText(value: unknown, depth = 0): string {
  const ns = durationNs(value);
  if (ns !== undefined) return formatDuration(ns);
  if (typeof value === 'string') {
    return value.length > MAX_TEXT_LENGTH ? `'${value.slice(0, MAX_TEXT_LENGTH)}…'` : `'${value}'`;
  }
  if (Array.isArray(value)) {
    if (depth > DEEPEST) return '[…]';
    const shown = fitting(value.slice(0, MAX_ELEMENTS), (element) => valueText(element, depth + 1));
    if (value.length > shown.length) shown.push(`… (${value.length})`);
    return `[${shown.join(', ')}]`;
  }
  if (!isMapping(value)) return String(value);
  const keys = keysOf(value);
  if (depth > DEEPEST) return '{…}';
  const shown = fitting(
    keys.slice(0, MAX_ELEMENTS),
    (key) => `${String(key)}: ${valueText(memberOf(value, key), depth + 1)}`,
  );
  if (keys.length > shown.length) shown.push(`… (${keys.length})`);
  return `{${shown.join(', ')}}`;
}

/** The texts of the first elements, as many as stay within one or two lines; at least one. */
function fitting<Element>(
  elements: readonly Element[],
  textOf: (element: Element) => string,
): string[] {
  const texts: string[] = [];
  let length = 0;
  for (const element of elements) {
    if (length > MAX_TEXT_LENGTH) break;
    const text = textOf(element);
    texts.push(text);
    length += text.length;
  }
  return texts;
}

/**
 * The parts of an expression whose values explain its outcome: both sides of comparisons, conditions joined by and, or
 * and not, as far as they are no literals; of `all` and `exists`, also those of the first elements that do not fit.
 */
export function explainingParts(
  ast: ASTNode,
  expression: string,
  read: PartReader,
): readonly ExpectationPart[] {
  const parts = new Parts(expression, read);
  parts.visit(ast, null);
  return parts.found;
}

class Parts {
  readonly #expression: string;
  readonly #read: PartReader;
  readonly #found = new Map<string, string>();

  constructor(expression: string, read: PartReader) {
    this.#expression = expression;
    this.#read = read;
  }

  get found(): readonly ExpectationPart[] {
    return [...this.#found].map(([expression, value]) => ({ expression, value }));
  }

  visit(node: ASTNode, bindings: Bindings): void {
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
        for (const operand of node.args) this.visit(operand, bindings);
        return;
      case '!_':
      case '-_':
        this.visit(node.args, bindings);
        return;
      case 'value':
      case 'list':
      case 'map':
        return;
      case 'call':
        if (node.args[1].every(({ op }) => op === 'value')) return;
        this.#add(node, bindings);
        return;
      case 'rcall': {
        this.#add(node, bindings);
        const [name, receiver, operands] = node.args;
        // What a macro looked at says more than its outcome.
        if (!isWhole(receiver)) this.visit(receiver, bindings);
        if (isMacro(name, operands)) this.#addExamples(node.args, bindings);
        return;
      }
      default:
        this.#add(node, bindings);
    }
  }

  #add(node: ASTNode, bindings: Bindings): void {
    const text = this.#textOf(node, bindings);
    if (this.#found.size >= MAX_PARTS || this.#found.has(text)) return;
    const result = this.#read(node, bindings);
    this.#found.set(text, 'error' in result ? result.error : valueText(result.value));
  }

  /** The first elements that make `all` or `exists` false, unless the list has been shown as a whole. */
  #addExamples(
    [name, receiver, [variable, test]]: readonly [string, ASTNode, readonly ASTNode[]],
    outer: Bindings,
  ): void {
    if ((name !== 'all' && name !== 'exists') || variable?.op !== 'id' || test === undefined)
      return;
    const whole = this.#read(receiver, outer);
    if ('error' in whole) return;
    const elements = elementsOf(whole.value);
    let shown = 0;
    for (const value of elements) {
      if (isMapping(value) && elements.length <= MAX_ELEMENTS) continue;
      if (shown === MAX_EXAMPLES || this.#found.size >= MAX_PARTS) return;
      const bindings = { name: variable.args, value, outer };
      const result = this.#read(test, bindings);
      if ('value' in result && result.value === true) continue;
      this.visit(test, bindings);
      shown += 1;
    }
  }

  /** The text of a part: with names in place of a variable that stands for them, or with its value behind. */
  #textOf({ start, end }: ASTNode, bindings: Bindings): string {
    const names = new Set<string>();
    let text = this.#expression.slice(start, end);
    let behind = '';
    for (let binding = bindings; binding !== null; binding = binding.outer) {
      const { name, value } = binding;
      if (names.has(name) || bindingOf(bindings, name) !== binding) continue;
      names.add(name);
      if (typeof value === 'string') {
        const access = memberAccess(value);
        text = text.replaceAll(new RegExp(`\\[\\s*${name}\\s*\\]`, 'g'), () => access);
      }
      if (new RegExp(`\\b${name}\\b`).test(text)) behind += ` (${name} = ${valueText(value, 2)})`;
    }
    return text + behind;
  }
}

/** `node`, `app` and the like: all that there is explains nothing. */
function isWhole({ op }: ASTNode): boolean {
  return op === 'id';
}
