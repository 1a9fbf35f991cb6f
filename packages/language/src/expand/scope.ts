import type { Use } from './place.js';

/** What a name of `${…}` stands for. */
export interface Variable {
  /** As expressions see it. */
  readonly value: unknown;
  /** Where it is said, for messages about values that are this variable alone; null: said with the turn of a loop. */
  readonly use: ((around: Use | null) => Use) | null;
}

/** The names that `${…}` may use at a place: parameters, and variables of the loops around it. */
export interface Scope {
  lookup(name: string): Variable | undefined;
  names(): string[];
}

/** One turn of a loop. */
export class LoopScope implements Scope {
  readonly #outer: Scope;
  readonly #name: string;
  readonly #variable: Variable;

  constructor(outer: Scope, name: string, value: unknown) {
    this.#outer = outer;
    this.#name = name;
    this.#variable = { value, use: null };
  }

  lookup(name: string): Variable | undefined {
    return name === this.#name ? this.#variable : this.#outer.lookup(name);
  }

  names(): string[] {
    return [this.#name, ...this.#outer.names()];
  }
}
