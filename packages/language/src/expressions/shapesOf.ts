import { BOOL, DOUBLE, INT, type RecordShape, type Shape, STRING, UNKNOWN } from './shape.js';

/** What a literal is. */
export function literalShape(value: unknown): Shape {
  switch (typeof value) {
    case 'bigint':
      return INT;
    case 'number':
      return DOUBLE;
    case 'string':
      return STRING;
    case 'boolean':
      return BOOL;
    default:
      return UNKNOWN;
  }
}

/** What all of some have in common. */
export function common(shapes: readonly Shape[]): Shape {
  const [first = UNKNOWN, ...others] = shapes;
  if (others.every(({ kind }) => kind === first.kind)) {
    return first.kind === 'record' && others.some((shape) => shape !== first) ? UNKNOWN : first;
  }
  const areNumbers = shapes.every(({ kind }) => kind === 'int' || kind === 'double');
  return areNumbers ? DOUBLE : UNKNOWN;
}

/** What a macro binds its variable to: elements, or names. */
export function elementOf(shape: Shape, text: string): Shape {
  if (shape.kind === 'list') return shape.element;
  return shape.kind === 'record' ? { kind: 'string', keyOf: text } : UNKNOWN;
}

/** One part of a record whose name is not known before the run: with all that any of them has. */
export function anyOf({ what, named, fields }: RecordShape): Shape {
  const shapes = [...new Set(fields.values())];
  const [first] = shapes;
  if (shapes.length === 1 && first !== undefined) return first;
  // Of nothing, nothing is known: what goes through it has nothing to say, and is true.
  if (first === undefined || !named || !shapes.every((shape) => shape.kind === 'record'))
    return UNKNOWN;
  const all = new Map<string, Shape>();
  for (const { fields: own } of shapes) {
    for (const [name, shape] of own) {
      const known = all.get(name);
      all.set(name, known === undefined || known === shape ? shape : UNKNOWN);
    }
  }
  const article = /^[aeiou]/.test(what) ? 'an' : 'a';
  return { kind: 'record', what: `${article} ${what}`, named: false, fields: all };
}
