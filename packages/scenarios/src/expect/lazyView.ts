/**
 * What expressions read: entries by name, each read from the scope when an expression touches it, so that a view
 * is built once, and evaluating it costs what it uses. A name is never taken for a property of JavaScript:
 * a node may be called `constructor`.
 */
export class View {
  readonly #readers = new Map<string, () => unknown>();
  readonly #zerosCount: boolean;

  /** Without `zerosCount`, entries that are zero can be read, but they are no keys: such are reasons for drops. */
  constructor({ zerosCount = true }: { readonly zerosCount?: boolean } = {}) {
    this.#zerosCount = zerosCount;
  }

  /** Names of all entries that can be read. */
  get names(): IterableIterator<string> {
    return this.#readers.keys();
  }

  /** Names of all entries that have a value now. */
  get keys(): string[] {
    return [...this.#readers.keys()].filter((name) => this.has(name));
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
    return this.#readers.get(name)?.();
  }

  /** The view within this one by a name, added where it is not there yet. */
  within(name: string): View {
    const known = this.get(name);
    if (known instanceof View) return known;
    const inner = new View();
    this.add(name, () => inner);
    return inner;
  }
}

/** Counts are integers of CEL; what is not there counts zero. */
export function whole(value: number | undefined): bigint {
  return BigInt(value ?? 0);
}

/** One entry for each name, made when it is touched for the first time. */
export function eachOf(names: Iterable<string>, make: (name: string) => unknown): View {
  const made = new Map<string, unknown>();
  const view = new View();
  for (const name of names) {
    view.add(name, () => {
      if (!made.has(name)) made.set(name, make(name));
      return made.get(name);
    });
  }
  return view;
}

/** Entries that are read when touched. */
export function lazily(readers: Readonly<Record<string, () => unknown>>): View {
  const view = new View();
  for (const [name, read] of Object.entries(readers)) view.add(name, read);
  return view;
}
