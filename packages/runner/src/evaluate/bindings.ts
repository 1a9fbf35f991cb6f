/** Variables that macros bind, the innermost first. */
export interface Binding {
  readonly name: string;
  readonly value: unknown;
  readonly outer: Bindings;
}

export type Bindings = Binding | null;

/** The binding of a name; null if no macro binds it. */
export function bindingOf(bindings: Bindings, name: string): Binding | null {
  for (let binding = bindings; binding !== null; binding = binding.outer) {
    if (binding.name === name) return binding;
  }
  return null;
}
