// A walk over the tokens of a script.
import { SyntaxFault } from './faults.js';
import { describeToken, type Token, type TokenKind } from './token.js';

export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The token `ahead` places on; the last one beyond the end. */
  peek(ahead = 0): Token {
    const token = this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error('a list of tokens has its end');
    return token;
  }

  take(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** The line of the token that was taken last. */
  get lastLine(): number {
    return this.#tokens[this.#at - 1]?.position.line ?? 1;
  }

  isMark(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'mark' && token.text === text;
  }

  isWord(text?: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && (text === undefined || token.text === text);
  }

  takeMark(text: string): boolean {
    if (!this.isMark(text)) return false;
    this.#at++;
    return true;
  }

  takeWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.#at++;
    return true;
  }

  takeKind(kind: TokenKind): Token | null {
    return this.peek().kind === kind ? this.take() : null;
  }

  expectMark(text: string, where: string): void {
    if (!this.takeMark(text)) this.fail(`'${text}' ${where}`);
  }

  expectKind(kind: TokenKind, what: string): Token {
    return this.takeKind(kind) ?? this.fail(what);
  }

  /** An integer, decimal or hexadecimal, from `least` to `most`. */
  expectInteger(what: string, least: number, most: number): number {
    const token = this.peek();
    if (token.kind !== 'integer' && token.kind !== 'hex') return this.fail(what);
    const value = Number(token.text);
    if (value < least || value > most) {
      throw new SyntaxFault(
        token.position,
        `expected ${what} from ${least} to ${most}, found ${token.text}`,
      );
    }
    this.#at++;
    return value;
  }

  fail(expected: string, token: Token = this.peek()): never {
    throw new SyntaxFault(token.position, `expected ${expected}, found ${describeToken(token)}`);
  }
}
