import {
  APOSTROPHE,
  CARRIAGE_RETURN,
  COLON,
  HASH,
  isFlowIndicator,
  isPlainStart,
  isPrintable,
  LINE_FEED,
  QUOTE,
  SPACE,
} from './quickCharacters.js';
import { NOT_QUICK, plainScalar } from './quickScalar.js';

/** A place in a text that is read line by line, and scalars at it. */
export class QuickCursor {
  protected readonly text: string;
  protected at = 0;
  protected lineStart = 0;
  /** Of the line of content that was begun last; −1 at the end. */
  protected indent = 0;
  /** False once something was met that is not read quickly. */
  protected isQuick = true;

  constructor(text: string) {
    this.text = text;
  }

  protected refuse(): null {
    this.isQuick = false;
    return null;
  }

  /** Goes to the next line with content, from the start of a line. */
  protected beginLine(): void {
    const text = this.text;
    let at = this.at;
    for (;;) {
      this.lineStart = at;
      while (text.charCodeAt(at) === SPACE) at += 1;
      if (at >= text.length) {
        this.at = at;
        this.indent = -1;
        return;
      }
      const code = text.charCodeAt(at);
      if (code === HASH) {
        at = text.indexOf('\n', at);
        if (at < 0) at = text.length;
      } else if (code !== LINE_FEED && code !== CARRIAGE_RETURN) {
        break;
      }
      if (text.charCodeAt(at) === CARRIAGE_RETURN) at += 1;
      if (at < text.length && text.charCodeAt(at) !== LINE_FEED) this.refuse();
      if (!this.isQuick) break;
      at += 1;
    }
    this.at = at;
    this.indent = at - this.lineStart;
    // Marks of documents, and directives.
    if (this.indent > 0) return;
    if (text.startsWith('---', at) || text.startsWith('...', at)) this.refuse();
  }

  /** Ends a line behind a value, and begins the next one with content. */
  protected endLine(): void {
    if (!this.isAtLineEnd()) {
      this.refuse();
      return;
    }
    this.at = Math.min(this.at + 1, this.text.length);
    this.beginLine();
  }

  /** Whether nothing but blanks and a comment is left of the line; then its end is reached. */
  protected isAtLineEnd(): boolean {
    const text = this.text;
    let at = this.at;
    while (text.charCodeAt(at) === SPACE) at += 1;
    if (text.charCodeAt(at) === HASH) {
      if (at === this.at && at > this.lineStart) return false;
      at = text.indexOf('\n', at);
      if (at < 0) at = text.length;
    }
    if (text.charCodeAt(at) === CARRIAGE_RETURN) at += 1;
    if (at < text.length && text.charCodeAt(at) !== LINE_FEED) return false;
    this.at = at;
    return true;
  }

  protected doubleQuoted(): unknown {
    const text = this.text;
    const start = this.at;
    let at = start + 1;
    let isEscaped = false;
    for (; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === 0x5c) {
        isEscaped = true;
        at += 1;
      } else if (!isPrintable(code)) {
        return this.refuse();
      }
    }
    this.at = at + 1;
    return isEscaped ? this.#unescaped(text.slice(start, at + 1)) : text.slice(start + 1, at);
  }

  /** The escapes of JSON mean the same in YAML. */
  #unescaped(quoted: string): unknown {
    try {
      return JSON.parse(quoted);
    } catch {
      return this.refuse();
    }
  }

  protected singleQuoted(): unknown {
    const text = this.text;
    const start = this.at + 1;
    let at = start;
    let isDoubled = false;
    for (; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code === APOSTROPHE) {
        if (text.charCodeAt(at + 1) !== APOSTROPHE) break;
        isDoubled = true;
        at += 1;
      } else if (!isPrintable(code)) {
        return this.refuse();
      }
    }
    this.at = at + 1;
    const inner = text.slice(start, at);
    return isDoubled ? inner.replaceAll("''", "'") : inner;
  }

  protected plain(inFlow: boolean): unknown {
    const text = this.text;
    const start = this.at;
    if (!isPlainStart(text.charCodeAt(start), text.charCodeAt(start + 1))) return this.refuse();
    let at = start + 1;
    let end = at;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === SPACE) continue;
      if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
      if (code === HASH && text.charCodeAt(at - 1) === SPACE) break;
      if (code === COLON) {
        const next = text.charCodeAt(at + 1);
        if (next === SPACE || next === LINE_FEED || next === CARRIAGE_RETURN) break;
        if (Number.isNaN(next) || (inFlow && isFlowIndicator(next))) return this.refuse();
      } else if (inFlow && isFlowIndicator(code)) {
        break;
      }
      if (!isPrintable(code)) return this.refuse();
      end = at + 1;
    }
    // A blank between a key and its colon is seldom, and may be a mistake.
    if (text.charCodeAt(at) === COLON && end !== at) return this.refuse();
    this.at = end;
    const value = plainScalar(text.slice(start, end));
    return value === NOT_QUICK ? this.refuse() : value;
  }
}
