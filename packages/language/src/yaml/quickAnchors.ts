import { MAX_NESTING_DEPTH, maxAliasedValues } from './aliasLimits.js';
import { Mapping } from './quickMapping.js';

const NAME = /[A-Za-z0-9_.-]+/y;

/** Stands for a value that is not yet whole. */
const OPEN = Symbol('open');

/** The values that a text gives names to (`&name`) and stands for by them (`*name`). */
export class QuickAnchors {
  readonly #text: string;
  readonly #values = new Map<string, unknown>();
  /** Told of each mapping and list that is made from another one. */
  readonly #onCopy: ((copy: object, original: object) => void) | null;
  #left: number;

  constructor(text: string, onCopy: ((copy: object, original: object) => void) | null) {
    this.#text = text;
    this.#onCopy = onCopy;
    this.#left = maxAliasedValues(text.length);
  }

  /** The name behind a mark; null if it is not as most are. */
  nameAt(at: number): string | null {
    NAME.lastIndex = at;
    return NAME.exec(this.#text)?.[0] ?? null;
  }

  /** From here on the name stands for a value that has only begun. */
  open(name: string): void {
    this.#values.set(name, OPEN);
  }

  /** The value of a name is whole. */
  close(name: string, value: unknown): void {
    this.#values.set(name, value);
  }

  /** The value of a name, made anew, so that each can be changed alone; undefined where that would not do. */
  resolve(name: string, depth: number): unknown {
    return this.#copy(this.#values.get(name), depth);
  }

  #copy(value: unknown, depth: number): unknown {
    this.#left -= 1;
    if (value === OPEN || this.#left < 0 || depth > MAX_NESTING_DEPTH / 2) return undefined;
    if (typeof value !== 'object' || value === null) return value;
    return Array.isArray(value) ? this.#copyList(value, depth) : this.#copyMapping(value, depth);
  }

  #copyList(list: readonly unknown[], depth: number): unknown {
    const copy: unknown[] = [];
    for (const item of list) {
      const made = this.#copy(item, depth + 1);
      if (made === undefined) return undefined;
      copy.push(made);
    }
    this.#onCopy?.(copy, list);
    return copy;
  }

  #copyMapping(mapping: object, depth: number): unknown {
    const copy = new Mapping();
    for (const [key, value] of Object.entries(mapping)) {
      const made = this.#copy(value, depth + 1);
      if (made === undefined) return undefined;
      copy[key] = made;
    }
    this.#onCopy?.(copy, mapping);
    return copy;
  }
}
