import type { TypeInfo } from '@packetloom/language';
import type { BoundRecord, ValueVisitor } from '@packetloom/language/internal';
import { coarse } from '@packetloom/language/run';

/** Values as --json has them: times in nanoseconds, with `Ns` at the end of their names. */
const JSON_VALUES: ValueVisitor<unknown> = {
  none: () => null,
  count: (value) => value,
  ratio: (value) => value,
  duration: (ns) => ns,
  boolean: (value) => value,
  text: (value) => value,
  list: (items) => items,
  record: jsonRecord,
  map: (entries, zeros) =>
    Object.fromEntries(
      entries.map(([name, read]) => [name, read()]).filter(([, value]) => zeros || value !== 0),
    ),
  times: (times, record) => ({ ...jsonRecord(record), histogram: coarse(times) }),
};

/** Something by its fields. */
export function jsonOf(
  fieldsOf: (visitor: ValueVisitor<unknown>) => BoundRecord<unknown>,
): Record<string, unknown> {
  return jsonRecord(fieldsOf(JSON_VALUES));
}

function jsonRecord({ fields, read }: BoundRecord<unknown>): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const { name, type, sparse } of fields) {
    const value = read(name);
    if (!(sparse && isNothing(value))) record[jsonName(name, type)] = value;
  }
  return record;
}

function isNothing(value: unknown): boolean {
  return (
    value === 0 || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  );
}

/** The name of a field in --json. */
function jsonName(name: string, type: TypeInfo): string {
  return isDuration(type) ? `${name}Ns` : name;
}

function isDuration(type: TypeInfo): boolean {
  return type.kind === 'list' ? isDuration(type.element) : type.kind === 'duration';
}
