/**
 * A reader of GML (Graph Modelling Language, M. Himsolt 1996): lists of keys with values. Takes what
 * real files have beyond the definition: keys with underscores, comments, strings over several lines.
 */
import { decodeHTMLStrict } from 'entities';
import type { FilePosition } from './topology.js';

/** A key with its value; a key may stand in a list more than once. */
export interface GmlEntry extends FilePosition {
  readonly key: string;
  readonly value: GmlValue;
}

/** A number, a text (entities decoded), or a list. */
export type GmlValue = number | string | readonly GmlEntry[];

/** Why a text is no GML. */
export interface GmlError extends FilePosition {
  readonly message: string;
}

/** What a text says, or why it is no GML. */
export type ParsedGml = { readonly entries: readonly GmlEntry[] } | { readonly error: GmlError };

/** Lists inside each other; a topology needs three. */
const MAX_NESTING_DEPTH = 32;
/** Sticky: each tries at one place only. */
const SPACE = /(?:[ \t\r\n\f\v\u00a0\ufeff]+|#[^\n]*)+/y;
const KEY = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y;
const STRING = /"([^"]*)"/y;

interface OpenList extends FilePosition {
  readonly key: string;
  readonly entries: GmlEntry[];
}

/** Reads a GML text. Time and memory grow with its length only, whatever it holds. */
export function parseGml(text: string): ParsedGml {
  return new GmlParser(text).parse();
}

class GmlParser {
  readonly #text: string;
  #offset = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): ParsedGml {
    const open: OpenList[] = [{ key: '', entries: [], line: 1, column: 1 }];
    for (;;) {
      this.#take(SPACE);
      const list = open[open.length - 1] as OpenList;
      const at = this.#position();
      if (this.#offset >= this.#text.length) {
        if (open.length === 1) return { entries: list.entries };
        return this.#error(
          `the text ends inside of '${list.key} [', which begins on line ${list.line}`,
        );
      }
      if (this.#text[this.#offset] === ']') {
        if (open.length === 1) return this.#error("this ']' closes nothing");
        this.#offset += 1;
        open.pop();
        const { key, entries, line, column } = list;
        (open[open.length - 1] as OpenList).entries.push({ key, value: entries, line, column });
        continue;
      }
      const key = this.#take(KEY);
      if (key === undefined) return this.#error(`expected a key or ']', found ${this.#found()}`);
      this.#take(SPACE);
      if (this.#text[this.#offset] === '[') {
        this.#offset += 1;
        open.push({ key, entries: [], ...at });
        if (open.length > MAX_NESTING_DEPTH) {
          return this.#error(`lists are nested deeper than ${MAX_NESTING_DEPTH} levels`);
        }
        continue;
      }
      const value = this.#scalar();
      if (value === undefined) return this.#noValue(key);
      list.entries.push({ key, value, ...at });
    }
  }

  #scalar(): number | string | undefined {
    const number = this.#take(NUMBER);
    if (number !== undefined) return Number(number);
    const quoted = this.#take(STRING);
    return quoted === undefined ? undefined : decodeEntities(quoted.slice(1, -1));
  }

  #noValue(key: string): ParsedGml {
    if (this.#text[this.#offset] === '"') return this.#error('this string has no end');
    return this.#error(
      `expected a number, a "string" or a list [ … ] after '${key}', found ${this.#found()}`,
    );
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const taken = pattern.exec(this.#text)?.[0];
    if (taken === undefined) return undefined;
    const end = this.#offset + taken.length;
    for (let at = taken.indexOf('\n'); at >= 0; at = taken.indexOf('\n', at + 1)) {
      this.#line += 1;
      this.#lineStart = this.#offset + at + 1;
    }
    this.#offset = end;
    return taken;
  }

  #position(): FilePosition {
    return { line: this.#line, column: this.#offset - this.#lineStart + 1 };
  }

  #found(): string {
    if (this.#offset >= this.#text.length) return 'the end of the text';
    const word = /^\S{1,20}/.exec(this.#text.slice(this.#offset, this.#offset + 20))?.[0] ?? '';
    return `'${word}'`;
  }

  #error(message: string): ParsedGml {
    return { error: { ...this.#position(), message } };
  }
}

/** GML strings write what is not ASCII, and quotation marks, as entities of HTML. */
export function decodeEntities(text: string): string {
  // A space that does not break is no other space to a name.
  return decodeHTMLStrict(text).replaceAll('\u00a0', ' ');
}
