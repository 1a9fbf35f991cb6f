/**
 * What CEL reads: objects without a prototype whose properties are read from the scope when the
 * expression touches them, so that a view is built once, and evaluating it costs what it uses.
 */
export type View = Record<string, unknown>;

/** Counts are integers of CEL; what is not there counts zero. */
export function whole(value: number | undefined): bigint {
  return BigInt(value ?? 0);
}

/** One entry for each name, made now. */
export function eachOf(names: Iterable<string>, make: (name: string) => unknown): View {
  const view: View = Object.create(null);
  for (const name of names) view[name] = make(name);
  return view;
}

/** One entry for each name, read when touched. */
export function eachLazily(names: Iterable<string>, read: (name: string) => unknown): View {
  const view: View = Object.create(null);
  for (const name of names) addLazily(view, name, () => read(name));
  return view;
}

/** Entries that are read when touched. */
export function lazily(readers: Readonly<Record<string, () => unknown>>): View {
  const view: View = Object.create(null);
  for (const [key, read] of Object.entries(readers)) addLazily(view, key, read);
  return view;
}

/** Adds an entry that is read when touched. */
export function addLazily(view: View, key: string, read: () => unknown): void {
  Object.defineProperty(view, key, { enumerable: true, get: read });
}
