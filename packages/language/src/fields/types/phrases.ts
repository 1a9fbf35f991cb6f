import type { Field } from './field.js';

/** What the report says of something, phrase by phrase, in the order of its fields. */
export function phrases<Subject>(fields: readonly Field<Subject>[], subject: Subject): string[] {
  return fields.flatMap(({ say }) => say?.(subject) ?? []);
}

/** The same in a line; a phrase in parentheses is about the one before. */
export function sentence<Subject>(fields: readonly Field<Subject>[], subject: Subject): string {
  let line = '';
  for (const phrase of phrases(fields, subject)) {
    const joint = phrase.startsWith('(') ? ' ' : ', ';
    line = line === '' ? phrase : `${line}${joint}${phrase}`;
  }
  return line;
}
