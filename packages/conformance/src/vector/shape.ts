/** What a check found: the first problem, and the fields that nothing describes. */
export interface Findings {
  problem: string | null;
  readonly unknownFields: string[];
}

/** Describes JSON values of type `T`; `check` tells whether a value is one, and notes why not. */
export interface Shape<T> {
  check(value: unknown, path: string, findings: Findings): boolean;
  /** Carries the type; never there. */
  readonly type?: T;
}

/** The type of the values that a shape describes. */
export type TypeOf<S> = S extends Shape<infer T> ? T : never;

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type TypesOf<S extends Shapes> = { readonly [Key in keyof S]: TypeOf<S[Key]> };

function found(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function test<T>(what: string, holds: (value: unknown) => boolean): Shape<T> {
  return {
    check(value, path, findings) {
      if (holds(value)) return true;
      findings.problem ??= `${path}: expected ${what}, found ${found(value)}`;
      return false;
    },
  };
}

export const text: Shape<string> = test('a string', (value) => typeof value === 'string');

export const boolean: Shape<boolean> = test('true or false', (value) => typeof value === 'boolean');

/** An integer within limits, both included. */
export function integer(least: number, most: number): Shape<number> {
  return test(`an integer from ${least} to ${most}`, (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most);
}

/** A string of a form that `what` names. */
export function textLike(pattern: RegExp, what: string): Shape<string> {
  return test(what, (value) => typeof value === 'string' && pattern.test(value));
}

/** One of these strings. */
export function oneOf<const Text extends string>(...texts: Text[]): Shape<Text> {
  return test(`one of ${texts.join(', ')}`, (value) => texts.includes(value as Text));
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return {
    check: (value, path, findings) => value === null || shape.check(value, path, findings),
  };
}

/** The first shape where the value is a string, else the second. */
export function textOr<A, B>(ifText: Shape<A>, otherwise: Shape<B>): Shape<A | B> {
  return {
    check: (value, path, findings) =>
      (typeof value === 'string' ? ifText : otherwise).check(value, path, findings),
  };
}

export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  const isList = test('a list', Array.isArray);
  return {
    check: (value, path, findings) =>
      isList.check(value, path, findings) &&
      (value as unknown[]).every((entry, index) =>
        item.check(entry, `${path}[${index}]`, findings),
      ),
  };
}

/** A list of exactly two integers of at least 0. */
export const pair: Shape<readonly [number, number]> = test('two integers', (value) =>
  Array.isArray(value) && value.length === 2 && value.every((n) => Number.isInteger(n) && n >= 0));

const isObject: Shape<Record<string, unknown>> = test('an object', (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value));

/** An object whose values all have one shape, under any names. */
export function record<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    check: (value, path, findings) =>
      isObject.check(value, path, findings) &&
      Object.entries(value as object).every(([key, entry]) =>
        item.check(entry, `${path}.${key}`, findings),
      ),
  };
}

/** An object with fields that must be there and fields that may; others are noted as unknown. */
export function object<Required extends Shapes, Optional extends Shapes>(
  required: Required,
  optional: Optional,
): Shape<TypesOf<Required> & Partial<TypesOf<Optional>>> {
  return {
    check(value, path, findings) {
      if (!isObject.check(value, path, findings)) return false;
      const fields = value as Record<string, unknown>;
      const at = (key: string) => (path === '' ? key : `${path}.${key}`);
      for (const key of Object.keys(fields)) {
        if (!Object.hasOwn(required, key) && !Object.hasOwn(optional, key)) {
          findings.unknownFields.push(at(key));
        }
      }
      return (
        Object.entries(required).every(([key, shape]) =>
          shape.check(fields[key], at(key), findings),
        ) &&
        Object.entries(optional).every(
          ([key, shape]) =>
            fields[key] === undefined || shape.check(fields[key], at(key), findings),
        )
      );
    },
  };
}

/** An object whose shape follows from the string in one of its fields. */
export function variant<Variants extends Shapes>(
  tag: string,
  variants: Variants,
): Shape<{ [Key in keyof Variants]: TypeOf<Variants[Key]> }[keyof Variants]> {
  return {
    check(value, path, findings) {
      if (!isObject.check(value, path, findings)) return false;
      const name = (value as Record<string, unknown>)[tag];
      const known = typeof name === 'string' && Object.hasOwn(variants, name);
      const shape = known ? variants[name] : undefined;
      if (shape !== undefined) return shape.check(value, path, findings);
      const names = Object.keys(variants).join(', ');
      findings.problem ??= `${path}.${tag}: expected one of ${names}, found ${found(name)}`;
      return false;
    },
  };
}

/** Whether the value has the shape; what is wrong with it goes to `findings`. */
export function hasShape<T>(shape: Shape<T>, value: unknown, findings: Findings): value is T {
  return shape.check(value, '', findings);
}
