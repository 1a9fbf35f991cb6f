// Tokens of the Python in %{ }%.
import { CodeFault } from './value.js';

export interface CodeToken {
  readonly kind: 'number' | 'string' | 'name' | 'mark' | 'newline' | 'end';
  readonly text: string;
}

const BLANK = /(?:[ \t\r]|\\\n|#[^\n]*)+/y;
const PATTERNS: readonly (readonly [CodeToken['kind'], RegExp])[] = [
  ['newline', /[\n;]/y],
  ['number', /0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+/y],
  ['string', /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['mark', /==|!=|<=|>=|<<|>>|\/\/|\*\*|[-+*/%<>=()[\],&|^~.:]/y],
];

/** @throws {CodeFault} at a character that means nothing */
export function codeTokensOf(text: string): CodeToken[] {
  const tokens: CodeToken[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    BLANK.lastIndex = at;
    at += BLANK.exec(text)?.[0].length ?? 0;
    if (at >= text.length) break;
    const token = tokenAt(text, at);
    at += token.text.length;
    if ('(['.includes(token.text)) depth++;
    if (')]'.includes(token.text)) depth--;
    // Lines go on inside of parentheses.
    if (token.kind !== 'newline' || depth === 0) tokens.push(token);
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}

function tokenAt(text: string, at: number): CodeToken {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { kind, text: match[0] };
  }
  throw new CodeFault(`'${text.charAt(at)}' in code`);
}
