import type { Position } from './faults.js';

export type TokenKind =
  | 'integer'
  | 'hex'
  | 'float'
  | 'word'
  | 'string'
  | 'shell'
  | 'code'
  | 'option'
  | 'address'
  | 'ellipsis'
  | 'mark'
  | 'end';

/** `text` is the token without its quotes. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly position: Position;
}

/** A token as a message names it. */
export function describeToken(token: Token): string {
  switch (token.kind) {
    case 'end':
      return 'the end of the script';
    case 'string':
      return `"${token.text}"`;
    case 'shell':
      return 'a shell command';
    case 'code':
      return 'a block of code';
    default:
      return `'${token.text}'`;
  }
}
