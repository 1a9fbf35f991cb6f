// What functions take and give, read from the library's own list, so that a wrong call is told before the run.
import { isOwnMethod, OWN_METHODS, resultOfMethod, SELECTORS } from './aggregates.js';
import { environment } from './cel.js';
import { BOOL, DOUBLE, DURATION, INT, type Shape, STRING, UNKNOWN } from './shape.js';

/** A function in one of its forms. */
interface FunctionForm {
  readonly name: string;
  /** Of a method, what it is called on. */
  readonly receiver: string | null;
  readonly operands: readonly string[];
  readonly result: string;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  int: INT,
  double: DOUBLE,
  bool: BOOL,
  string: STRING,
  'google.protobuf.Duration': DURATION,
  'list<string>': { kind: 'list', element: STRING },
};

/** What of the library belongs to things that expressions have not. */
const ELSEWHERE = /Namespace|optional|ast/;

const FORMS: readonly FunctionForm[] = environment
  .getDefinitions()
  .functions.map(({ name, receiverType, returnType, params }) => ({
    name,
    receiver: receiverType,
    operands: params.map(({ type }) => type),
    result: returnType,
  }))
  .filter(({ receiver, operands, result }) =>
    [receiver ?? '', result, ...operands].every((type) => !ELSEWHERE.test(type)),
  );

/** Names of all functions, or of all methods. */
export function functionNames(isMethod: boolean): ReadonlySet<string> {
  const ofCel = FORMS.filter(({ receiver }) => (receiver !== null) === isMethod);
  const own = isMethod ? OWN_METHODS : Object.keys(SELECTORS);
  return new Set([...ofCel.map(({ name }) => name), ...own]);
}

/** What a call gives; null if there is no such function, or none that takes these. */
export function resultOfCall(
  name: string,
  receiver: Shape | null,
  operands: readonly Shape[],
): Shape | null {
  if (receiver !== null && isOwnMethod(name)) return resultOfMethod(name, receiver, operands);
  const fitting = FORMS.filter(
    (form) =>
      form.name === name &&
      (form.receiver === null) === (receiver === null) &&
      (form.receiver === null || receiver === null || takes(form.receiver, receiver)) &&
      form.operands.length === operands.length &&
      form.operands.every((type, index) => takes(type, operands[index] ?? UNKNOWN)),
  );
  const [first] = fitting;
  if (first === undefined) return null;
  const isSure = fitting.every(({ result }) => result === first.result);
  return isSure ? (SHAPES[first.result] ?? UNKNOWN) : UNKNOWN;
}

function takes(type: string, { kind }: Shape): boolean {
  if (kind === 'unknown' || type === 'dyn') return true;
  if (type.startsWith('list')) return kind === 'list';
  if (type.startsWith('map')) return kind === 'record';
  return SHAPES[type]?.kind === kind;
}
