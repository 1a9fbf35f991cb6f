// Runs the statements of %{ }%: assertions and assignments; print shows nothing.
import { type CodeToken, codeTokensOf } from './codeTokens.js';
import { COMPARISONS, compare, compute, LEVELS } from './operators.js';
import { CodeFault, isTrue, numberOf, textOf, type Value } from './value.js';

/** An assertion that does not hold, in its own words. */
export interface AssertionFailure {
  readonly assertion: string;
  /** What the assertion says of its values; empty if nothing. */
  readonly note: string;
}

/** Names of a script's code: what it assigned itself. */
export type Variables = Map<string, Value>;

const KEYWORDS = new Set([
  'and',
  'or',
  'not',
  'in',
  'is',
  'if',
  'else',
  'for',
  'while',
  'import',
  'def',
]);

/**
 * Runs code. `lookUp` knows the names that the code did not assign.
 *
 * @returns the first assertion that does not hold, or null
 * @throws {CodeFault} where the code is not understood
 */
export function runCode(
  text: string,
  variables: Variables,
  lookUp: (name: string) => Value | undefined,
): AssertionFailure | null {
  return new Evaluator(codeTokensOf(text), variables, lookUp).run();
}

class Evaluator {
  readonly #tokens: readonly CodeToken[];
  readonly #variables: Variables;
  readonly #lookUp: (name: string) => Value | undefined;
  #at = 0;

  constructor(
    tokens: readonly CodeToken[],
    variables: Variables,
    lookUp: (name: string) => Value | undefined,
  ) {
    this.#tokens = tokens;
    this.#variables = variables;
    this.#lookUp = lookUp;
  }

  run(): AssertionFailure | null {
    for (;;) {
      while (this.#isAt('newline')) this.#at++;
      if (this.#isAt('end')) return null;
      const failure = this.#statement();
      if (failure !== null) return failure;
      if (!this.#isAt('newline') && !this.#isAt('end')) {
        throw new CodeFault(`'${this.#token.text}' behind a statement`);
      }
    }
  }

  get #token(): CodeToken {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #isAt(kind: CodeToken['kind']): boolean {
    return this.#token.kind === kind;
  }

  #take(text: string): boolean {
    const { kind } = this.#token;
    if (this.#token.text !== text || kind === 'string' || kind === 'end') return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new CodeFault(`'${this.#token.text}' where '${text}' is expected`);
  }

  #statement(): AssertionFailure | null {
    if (this.#take('assert')) return this.#assertion();
    if (this.#take('pass')) return null;
    if (this.#take('print')) {
      if (!this.#isAt('newline') && !this.#isAt('end')) this.#list();
      return null;
    }
    const name = this.#token;
    const equals = this.#tokens[this.#at + 1];
    if (name.kind === 'name' && equals?.kind === 'mark' && equals.text === '=') {
      this.#at += 2;
      this.#variables.set(name.text, this.#list());
      return null;
    }
    if (KEYWORDS.has(name.text) && name.text !== 'not')
      throw new CodeFault(`'${name.text}' in code`);
    this.#list();
    return null;
  }

  #assertion(): AssertionFailure | null {
    const start = this.#at;
    const holds = isTrue(this.#expression());
    const assertion = this.#tokens
      .slice(start, this.#at)
      .map(({ text }) => text)
      .join(' ');
    const note = this.#take(',') ? textOf(this.#expression()) : '';
    return holds ? null : { assertion, note };
  }

  /** One expression, or several as a tuple. */
  #list(): Value {
    const first = this.#expression();
    if (!this.#take(',')) return first;
    const items = [first];
    do items.push(this.#expression());
    while (this.#take(','));
    return items;
  }

  #expression(): Value {
    let value = this.#conjunction();
    while (this.#take('or')) {
      const right = this.#conjunction();
      value = isTrue(value) ? value : right;
    }
    return value;
  }

  #conjunction(): Value {
    let value = this.#negation();
    while (this.#take('and')) {
      const right = this.#negation();
      value = isTrue(value) ? right : value;
    }
    return value;
  }

  #negation(): Value {
    return this.#take('not') ? !isTrue(this.#negation()) : this.#comparison();
  }

  /** Comparisons chain: `a <= b <= c`. */
  #comparison(): Value {
    let left = this.#binary(0);
    let holds: boolean | null = null;
    for (;;) {
      const operator = COMPARISONS.find((text) => this.#take(text));
      if (operator === undefined) return holds ?? left;
      const right = this.#binary(0);
      holds = (holds ?? true) && compare(operator, left, right);
      left = right;
    }
  }

  #binary(level: number): Value {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = operators.find((text) => this.#take(text));
      if (operator === undefined) return left;
      left = compute(operator, left, this.#binary(level + 1));
    }
  }

  #unary(): Value {
    if (this.#take('-')) return -numberOf(this.#unary());
    if (this.#take('+')) return numberOf(this.#unary());
    if (this.#take('~')) return -numberOf(this.#unary()) - 1;
    const base = this.#atom();
    return this.#take('**') ? numberOf(base) ** numberOf(this.#unary()) : base;
  }

  #atom(): Value {
    const { kind, text } = this.#token;
    this.#at++;
    if (kind === 'number') return Number(text);
    if (kind === 'string') return text.slice(1, -1).replaceAll(/\\(.)/g, '$1');
    if (kind === 'mark' && text === '(') {
      if (this.#take(')')) return [];
      const value = this.#list();
      this.#expect(')');
      return value;
    }
    if (kind !== 'name' || KEYWORDS.has(text)) throw new CodeFault(`'${text}' in an expression`);
    return this.#take('(') ? this.#call(text) : this.#named(text);
  }

  #named(name: string): Value {
    if (name === 'True' || name === 'False') return name === 'True';
    const value = this.#variables.get(name) ?? this.#lookUp(name);
    if (value === undefined) throw new CodeFault(`the name ${name}`);
    return value;
  }

  #call(name: string): Value {
    const args: Value[] = [];
    while (!this.#take(')')) {
      args.push(this.#expression());
      if (!this.#take(',')) {
        this.#expect(')');
        break;
      }
    }
    const [first = 0] = args;
    switch (name) {
      case 'abs':
        return Math.abs(numberOf(first));
      case 'min':
        return Math.min(...args.map(numberOf));
      case 'max':
        return Math.max(...args.map(numberOf));
      case 'int':
        return Math.trunc(numberOf(first));
      case 'float':
        return numberOf(first);
      case 'str':
        return textOf(first);
      default:
        throw new CodeFault(`the function ${name}`);
    }
  }
}
