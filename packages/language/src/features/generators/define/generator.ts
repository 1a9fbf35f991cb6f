import type { JsonSchema } from '../../define/jsonSchema.js';
import type { GraphOutcome, GraphRandom } from './graph.js';

/** A kind of networks that are made from a few numbers. */
export interface Generator {
  /** What is drawn, in a sentence. */
  readonly description: string;
  /** Its own keys, beside those that all have. */
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  readonly example: Readonly<Record<string, unknown>>;
  /** Whether it draws random numbers, so that it has a seed. */
  readonly isRandom?: true;
  /** Whether links between switches may have parameters of their own. */
  readonly hasUplinks?: true;
  /** Hosts for each router that has hosts; `settings` have passed the schema. */
  defaultHosts?(settings: Settings): number;
  make(settings: Settings, random: GraphRandom): GraphOutcome;
}

/** What was asked for, which has passed the schema. */
export class Settings {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  number(key: string, otherwise?: number): number {
    const value = this.#values[key] ?? otherwise;
    if (typeof value !== 'number') throw new Error(`a generator without its number '${key}'`);
    return value;
  }

  text(key: string): string | undefined {
    const value = this.#values[key];
    return typeof value === 'string' ? value : undefined;
  }

  flag(key: string): boolean {
    return this.#values[key] === true;
  }
}
