// Large files are read here, ten times as fast as by the parser with all of YAML, and without its tree.

import { MAX_NESTING_DEPTH } from './aliasLimits.js';
import { QuickAnchors } from './quickAnchors.js';
import { blockText } from './quickBlockText.js';
import {
  AMPERSAND,
  APOSTROPHE,
  ASTERISK,
  BAR,
  CARRIAGE_RETURN,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  COLON,
  COMMA,
  DASH,
  GREATER,
  HASH,
  isFlowIndicator,
  isKey,
  LINE_FEED,
  OPENING_BRACE,
  OPENING_BRACKET,
  QUOTE,
  SPACE,
  TAB,
} from './quickCharacters.js';
import { QuickCursor } from './quickCursor.js';
import { Mapping } from './quickMapping.js';

/** Keys are longer in no scenario; YAML allows 1,024 characters. */
const MAX_KEY_LENGTH = 1_000;

const LONE_RETURN = /\r(?!\n)/;

/**
 * Of each mapping and list, four offsets for each entry in its order: where the key begins and ends, and where the
 * value does. Keys of lists are empty.
 */
export type Spans = Map<object, number[]>;

/** The value of a text, or the offset from which on the text is not as most files are. */
export type QuickReading =
  | { readonly value: unknown; readonly start: number; readonly end: number }
  | { readonly refusedAt: number };

/**
 * The value of a YAML or JSON text that uses only what most files do: mappings and lists in blocks and in brackets,
 * scalars on one line, texts in blocks, anchors and aliases, comments. Any other is refused, and wherever there might
 * be a mistake: then the text is to be read with the parser, which knows all of YAML and where each value stands.
 */
export function quickYaml(text: string, spans: Spans | null = null): QuickReading {
  const lone = text.includes('\r') ? text.search(LONE_RETURN) : -1;
  return lone >= 0 ? { refusedAt: lone } : new QuickReader(text, spans).read();
}

class QuickReader extends QuickCursor {
  readonly #spans: Spans | null;
  #anchors: QuickAnchors | null = null;
  /** Behind the value that was read last. */
  #valueStart = 0;
  #valueEnd = 0;
  #depth = 0;

  constructor(text: string, spans: Spans | null) {
    super(text);
    this.#spans = spans;
  }

  read(): QuickReading {
    this.beginLine();
    if (this.indent < 0) this.refuse();
    const value = this.isQuick ? this.#block(-1) : null;
    const isWhole = this.isQuick && this.indent < 0 && value !== null;
    if (isWhole) return { value, start: this.#valueStart, end: this.#valueEnd };
    return { refusedAt: Math.min(this.at, this.text.length) };
  }

  /** Where the entry stands that was just read. */
  #record(holder: object, keyStart: number, keyEnd: number): void {
    if (this.#spans === null) return;
    const spans = this.#spans.get(holder) ?? [];
    spans.push(keyStart, keyEnd, this.#valueStart, this.#valueEnd);
    this.#spans.set(holder, spans);
  }

  /** What stands at the present column, which is farther in than that of the mapping or list around it. */
  #block(around: number): unknown {
    this.#depth += 1;
    if (this.#depth > MAX_NESTING_DEPTH / 2) return this.refuse();
    const start = this.at;
    const column = start - this.lineStart;
    const value = this.#isDash() ? this.#blockList(column) : this.#mappingOrValue(column, around);
    this.#valueStart = start;
    this.#depth -= 1;
    return value;
  }

  #isDash(): boolean {
    if (this.text.charCodeAt(this.at) !== DASH) return false;
    const next = this.text.charCodeAt(this.at + 1);
    return next === SPACE || next === LINE_FEED || next === CARRIAGE_RETURN;
  }

  #blockList(column: number): unknown[] {
    const items: unknown[] = [];
    do {
      this.at += 1;
      items.push(this.#entry(column, false));
      this.#record(items, this.#valueStart, this.#valueStart);
    } while (this.isQuick && this.indent === column && this.#isDash());
    if (this.indent > column) this.refuse();
    return items;
  }

  /** The value behind a dash or the colon of a key, on the same line or on those below. */
  #entry(column: number, mayBeList: boolean): unknown {
    if (this.isAtLineEnd()) return this.#entryBelow(column, mayBeList, false);
    this.#skipBlanks();
    const code = this.text.charCodeAt(this.at);
    if (code === AMPERSAND) return this.#anchored(() => this.#namedEntry(column, mayBeList));
    if (code === BAR || code === GREATER) return this.#blockText(column);
    return mayBeList || code === ASTERISK ? this.#entryHere(column) : this.#block(column);
  }

  #entryHere(column: number): unknown {
    const value = this.#value(column, false);
    this.endLine();
    if (this.indent > column) this.refuse();
    return value;
  }

  #entryBelow(column: number, mayBeList: boolean, isNamed: boolean): unknown {
    this.endLine();
    if (this.indent > column) return this.#block(column);
    const start = this.at;
    // The list of a key may stand below the key itself.
    const isList = mayBeList && this.indent === column && this.#isDash();
    // Nothing with a name is seldom.
    if (isNamed && !isList) return this.refuse();
    const value = isList ? this.#blockList(column) : null;
    this.#valueStart = start;
    if (!isList) this.#valueEnd = start;
    return value;
  }

  /** As {@link #entry}, behind a name: on the same line it would be that of a key. */
  #namedEntry(column: number, mayBeList: boolean): unknown {
    if (this.isAtLineEnd()) return this.#entryBelow(column, mayBeList, true);
    this.#skipBlanks();
    const code = this.text.charCodeAt(this.at);
    if (code === BAR || code === GREATER) return this.#blockText(column);
    return code === ASTERISK ? this.refuse() : this.#entryHere(column);
  }

  /** A value with a name in front, at which the text is. */
  #anchored(read: () => unknown): unknown {
    const anchors = this.#theAnchors();
    const name = anchors.nameAt(this.at + 1);
    if (name === null) return this.refuse();
    this.at += 1 + name.length;
    const next = this.text.charCodeAt(this.at);
    if (next !== SPACE && next !== LINE_FEED && next !== CARRIAGE_RETURN) return this.refuse();
    anchors.open(name);
    const value = read();
    anchors.close(name, value);
    return value;
  }

  /** What stands for a value with a name. */
  #alias(inFlow: boolean): unknown {
    const anchors = this.#theAnchors();
    const name = anchors.nameAt(this.at + 1);
    if (name === null) return this.refuse();
    const end = this.at + 1 + name.length;
    const next = this.text.charCodeAt(end);
    const isEnd = next === SPACE || next === LINE_FEED || next === CARRIAGE_RETURN;
    if (!isEnd && !Number.isNaN(next) && !(inFlow && isFlowIndicator(next))) return this.refuse();
    const value = anchors.resolve(name, this.#depth);
    if (value === undefined) return this.refuse();
    this.at = end;
    return value;
  }

  #theAnchors(): QuickAnchors {
    const spans = this.#spans;
    const onCopy = (copy: object, original: object) => {
      const own = spans?.get(original);
      if (own !== undefined) spans?.set(copy, own);
    };
    this.#anchors ??= new QuickAnchors(this.text, spans === null ? null : onCopy);
    return this.#anchors;
  }

  /** A text in a block, from its mark on. */
  #blockText(column: number): unknown {
    const { text, at: start } = this;
    const isFolded = text.charCodeAt(start) === GREATER;
    this.at += 1;
    while (isHeader(text.charCodeAt(this.at))) this.at += 1;
    const header = text.slice(start + 1, this.at);
    if (!this.isAtLineEnd() || this.at >= text.length) return this.refuse();
    const found = blockText(text, this.at + 1, { isFolded, header, around: column });
    if (found === null) return this.refuse();
    this.at = found.end;
    this.#valueStart = start;
    this.#valueEnd = found.end;
    this.beginLine();
    if (this.indent > column) this.refuse();
    return found.value;
  }

  #skipBlanks(): void {
    while (this.text.charCodeAt(this.at) === SPACE) this.at += 1;
  }

  #mappingOrValue(column: number, around: number): unknown {
    const start = this.at;
    const first = this.#value(around, false);
    if (!this.isQuick) return null;
    if (this.text.charCodeAt(this.at) !== COLON) {
      this.endLine();
      if (this.indent > around) this.refuse();
      return first;
    }
    const mapping = new Mapping();
    let key = first;
    let keyStart = start;
    for (;;) {
      if (!this.#takeColon(key, keyStart) || Object.hasOwn(mapping, key as string)) {
        return this.refuse();
      }
      const keyEnd = this.at - 1;
      mapping[key as string] = this.#entry(column, true);
      this.#record(mapping, keyStart, keyEnd);
      if (!this.isQuick || this.indent < column) return mapping;
      if (this.indent > column || this.#isDash()) return this.refuse();
      keyStart = this.at;
      key = this.#value(column, false);
    }
  }

  /** Takes the colon behind a key that is a text on one line. */
  #takeColon(key: unknown, start: number): boolean {
    if (!isKey(key) || this.at - start > MAX_KEY_LENGTH) return false;
    if (this.text.charCodeAt(this.at) !== COLON || start < this.lineStart) return false;
    this.at += 1;
    const next = this.text.charCodeAt(this.at);
    return next === SPACE || next === LINE_FEED || next === CARRIAGE_RETURN;
  }

  /** A scalar, or what is in brackets or braces. `around`: column of the block around it. */
  #value(around: number, inFlow: boolean): unknown {
    const start = this.at;
    const value = this.#valueHere(around, inFlow);
    this.#valueStart = start;
    this.#valueEnd = this.at;
    return value;
  }

  #valueHere(around: number, inFlow: boolean): unknown {
    switch (this.text.charCodeAt(this.at)) {
      case OPENING_BRACE:
        return this.#flowMapping(around);
      case OPENING_BRACKET:
        return this.#flowList(around);
      case QUOTE:
        return this.doubleQuoted();
      case APOSTROPHE:
        return this.singleQuoted();
      case ASTERISK:
        return this.#alias(inFlow);
      default:
        return this.plain(inFlow);
    }
  }

  #flowMapping(around: number): unknown {
    const mapping = new Mapping();
    if (!this.#openFlow(around)) return null;
    while (this.text.charCodeAt(this.at) !== CLOSING_BRACE) {
      const start = this.at;
      const isQuoted = this.#isQuotation(start);
      const key = this.#value(around, true);
      if (!isKey(key) || this.at - start > MAX_KEY_LENGTH) return this.refuse();
      if (start < this.lineStart || Object.hasOwn(mapping, key)) return this.refuse();
      if (this.text.charCodeAt(this.at) !== COLON) return this.refuse();
      const keyEnd = this.at;
      this.at += 1;
      const next = this.text.charCodeAt(this.at);
      const isBlank = next === SPACE || next === LINE_FEED || next === CARRIAGE_RETURN;
      if (!isBlank && !isQuoted) return this.refuse();
      this.#skipInFlow(around);
      mapping[key] = this.#flowValue(around);
      this.#record(mapping, start, keyEnd);
      if (!this.#nextInFlow(around, CLOSING_BRACE)) return null;
    }
    return this.#closeFlow(mapping);
  }

  #flowValue(around: number): unknown {
    if (this.text.charCodeAt(this.at) !== AMPERSAND) return this.#value(around, true);
    return this.#anchored(() => {
      this.#skipBlanks();
      const code = this.text.charCodeAt(this.at);
      return code === ASTERISK ? this.refuse() : this.#value(around, true);
    });
  }

  #isQuotation(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === QUOTE || code === APOSTROPHE;
  }

  #flowList(around: number): unknown {
    const items: unknown[] = [];
    if (!this.#openFlow(around)) return null;
    while (this.text.charCodeAt(this.at) !== CLOSING_BRACKET) {
      items.push(this.#flowValue(around));
      this.#record(items, this.#valueStart, this.#valueStart);
      if (!this.#nextInFlow(around, CLOSING_BRACKET)) return null;
    }
    return this.#closeFlow(items);
  }

  #openFlow(around: number): boolean {
    this.#depth += 1;
    if (this.#depth > MAX_NESTING_DEPTH / 2) this.refuse();
    this.at += 1;
    this.#skipInFlow(around);
    return this.isQuick;
  }

  #closeFlow<Value>(value: Value): Value {
    this.#depth -= 1;
    this.at += 1;
    return value;
  }

  /** Goes on behind a comma, or stays at the closing bracket. */
  #nextInFlow(around: number, closing: number): boolean {
    if (!this.isQuick) return false;
    this.#skipInFlow(around);
    const code = this.text.charCodeAt(this.at);
    if (code === COMMA) {
      this.at += 1;
      this.#skipInFlow(around);
    } else if (code !== closing) {
      this.refuse();
    }
    return this.isQuick;
  }

  /** Blanks, comments and ends of lines between brackets. */
  #skipInFlow(around: number): void {
    const text = this.text;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code === SPACE) {
        this.at += 1;
      } else if (code === LINE_FEED || code === CARRIAGE_RETURN) {
        this.endLine();
        if (!this.isQuick) return;
        // Also at the end of the text.
        if (this.indent <= around) this.refuse();
        if (this.indent < 0) this.refuse();
        if (around < 0) this.#skipTabs();
      } else if (code === HASH) {
        if (text.charCodeAt(this.at - 1) !== SPACE) this.refuse();
        const end = text.indexOf('\n', this.at);
        this.at = end < 0 ? text.length : end;
      } else {
        break;
      }
      if (!this.isQuick) return;
    }
    if (this.at >= text.length) this.refuse();
  }

  /** JSON may be indented by tabs. */
  #skipTabs(): void {
    while (this.text.charCodeAt(this.at) === TAB) this.at += 1;
  }
}

/** Of a text in a block: how its end is meant, how far in it is. */
function isHeader(code: number): boolean {
  return code === DASH || code === 0x2b || (code >= 0x30 && code <= 0x39);
}
