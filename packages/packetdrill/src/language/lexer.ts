// Text into tokens; of all patterns that fit, the longest counts, as in the lexer of packetdrill.
import { SyntaxFault } from './faults.js';
import type { Token, TokenKind } from './token.js';

/** What scripts are given by `--define`: a word, a "string", or a `command`. */
export type Defines = ReadonlyMap<string, string>;

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['ellipsis', /\.\.\./y],
  ['option', /--[a-zA-Z0-9_]+/y],
  ['address', /\d+\.\d+\.\d+\.\d+/y],
  ['float', /-?\d*\.\d+/y],
  ['hex', /0x[0-9a-fA-F]+/y],
  ['integer', /-?\d+/y],
  ['word', /[a-zA-Z0-9_]+/y],
];
const IPV6 =
  /(?:[0-9a-fA-F]{1,4}:){2,7}:?(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*)?|::[0-9a-fA-F:.]*/y;
const BLANK = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;

/** Opening, closing, and what stands between. */
const QUOTED: readonly (readonly [TokenKind, string, RegExp, string])[] = [
  ['string', '"', /"((?:\\[\s\S]|[^"\\])*)"/y, '"'],
  ['shell', '`', /`((?:\\[\s\S]|[^`\\])*)`/y, '`'],
  ['code', '%{', /%\{([\s\S]*?)\}%/y, '}%'],
];

/** @throws {SyntaxFault} where quotes, comments or code do not end. */
export function tokensOf(text: string, defines: Defines = new Map()): readonly Token[] {
  return new Lexer(text, defines).all();
}

class Lexer {
  readonly #text: string;
  readonly #defines: Defines;
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string, defines: Defines) {
    this.#text = text;
    this.#defines = defines;
  }

  all(): Token[] {
    const tokens: Token[] = [];
    for (;;) {
      this.#skipBlank();
      if (this.#at >= this.#text.length) break;
      tokens.push(this.#next());
    }
    tokens.push({ kind: 'end', text: '', position: this.#position });
    return tokens;
  }

  get #position() {
    return { line: this.#line, column: this.#at - this.#lineStart + 1 };
  }

  #skipBlank(): void {
    BLANK.lastIndex = this.#at;
    const blank = BLANK.exec(this.#text);
    if (blank !== null) this.#advance(blank[0]);
    if (this.#text.startsWith('/*', this.#at)) {
      throw new SyntaxFault(this.#position, "the comment has no end: expected '*/'");
    }
  }

  #advance(taken: string): void {
    for (let index = taken.indexOf('\n'); index >= 0; index = taken.indexOf('\n', index + 1)) {
      this.#line++;
      this.#lineStart = this.#at + index + 1;
    }
    this.#at += taken.length;
  }

  #next(): Token {
    const position = this.#position;
    for (const [kind, opening, pattern, closing] of QUOTED) {
      if (!this.#text.startsWith(opening, this.#at)) continue;
      pattern.lastIndex = this.#at;
      const match = pattern.exec(this.#text);
      if (match === null)
        throw new SyntaxFault(position, `${opening} has no end: expected ${closing}`);
      this.#advance(match[0]);
      return { kind, text: match[1] ?? '', position };
    }
    const longest = this.#longest();
    this.#advance(longest.text);
    if (longest.kind === 'word') return this.#defined({ ...longest, position });
    return { ...longest, position };
  }

  #longest(): { kind: TokenKind; text: string } {
    let kind: TokenKind = 'mark';
    let text = this.#text.charAt(this.#at);
    let length = 0;
    for (const [candidate, pattern] of PATTERNS) {
      pattern.lastIndex = this.#at;
      const match = pattern.exec(this.#text)?.[0] ?? '';
      if (match.length <= length) continue;
      kind = candidate;
      text = match;
      length = match.length;
    }
    IPV6.lastIndex = this.#at;
    const address = IPV6.exec(this.#text)?.[0] ?? '';
    if (address.length > Math.max(length, 2)) return { kind: 'address', text: address };
    return { kind, text };
  }

  #defined(word: Token): Token {
    const value = this.#defines.get(word.text);
    if (value === undefined) return word;
    const first = value.charAt(0);
    if (first === '"') return { ...word, kind: 'string', text: value.slice(1, -1) };
    if (first === '`') return { ...word, kind: 'shell', text: value.slice(1, -1) };
    const kind = /^-?\d+$/.test(value) ? 'integer' : /^0x[\da-f]+$/i.test(value) ? 'hex' : 'word';
    return { ...word, kind, text: value };
  }
}
