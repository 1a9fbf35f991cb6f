import type { BoundRecord } from '@packetloom/language/internal';

interface ViewOptions {
  readonly zerosCount?: boolean;
  readonly record?: BoundRecord<unknown> | null;
}

/**
 * What expressions read: entries by name, each read from the scope when an expression touches it, so that a view
 * is built once, and evaluating it costs what it uses. A name is never taken for a property of JavaScript:
 * a node may be called `constructor`.
 */
export class View {
  readonly #readers = new Map<string, () => unknown>();
  readonly #zerosCount: boolean;
  readonly #record: BoundRecord<unknown> | null;

  /**
   * Without `zerosCount`, entries that are zero can be read, but they are no keys: such are reasons for drops.
   * The fields of a `record` are entries, too.
   */
  constructor({ zerosCount = true, record = null }: ViewOptions = {}) {
    this.#zerosCount = zerosCount;
    this.#record = record;
  }

  /** Names of all entries that can be read. */
  get names(): readonly string[] {
    const ofRecord = (this.#record?.fields ?? []).map(({ name }) => name);
    return [...ofRecord, ...this.#readers.keys()];
  }

  /** Names of all entries that have a value now. */
  get keys(): string[] {
    return this.names.filter((name) => this.has(name));
  }

  /** Whether an entry has a value now. */
  has(name: string): boolean {
    const value = this.get(name);
    return value !== undefined && (this.#zerosCount || value !== 0n);
  }

  /** Adds an entry that is read when touched. */
  add(name: string, read: () => unknown): this {
    this.#readers.set(name, read);
    return this;
  }

  /** The value of an entry now; `undefined` where there is none. */
  get(name: string): unknown {
    const read = this.#readers.get(name);
    return read === undefined ? this.#record?.read(name) : read();
  }
}

/** Counts are integers of CEL; what is not there counts zero. */
export function whole(value: number | undefined): bigint {
  return BigInt(value ?? 0);
}

/** Entries that are read when touched. */
export function lazily(readers: Readonly<Record<string, () => unknown>>): View {
  const view = new View();
  for (const [name, read] of Object.entries(readers)) view.add(name, read);
  return view;
}
