// Words that the check of expressions knows.

/** Macros of CEL that bind their first argument to the elements of a list. */
export const BINDING_MACROS: ReadonlySet<string> = new Set([
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
]);
/** What scenarios give names to. */
export const SCENARIO_NAMES: ReadonlySet<string> = new Set([
  'node',
  'link',
  'segment',
  'port',
  'app',
  'NIC',
]);
/** Names of types, which stand as values in expressions. */
export const TYPE_NAMES: ReadonlySet<string> = new Set(
  'int uint double bool string bytes list map null_type type dyn'.split(' '),
);
/** Shapes that can be compared with their like only. */
export const COMPARABLE: Readonly<Record<string, string>> = {
  int: 'a number',
  double: 'a number',
  bool: 'true or false',
  string: 'a text',
  duration: 'a duration',
  list: 'a list',
};
