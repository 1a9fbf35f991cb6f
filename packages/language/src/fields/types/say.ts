import { grouped } from '../../quantity/counts.js';

/** A phrase only where the count is not zero. */
export function unlessZero<Subject>(read: (subject: Subject) => number, word: string) {
  return (subject: Subject) => {
    const count = read(subject);
    return count === 0 ? null : `${grouped(count)} ${word}`;
  };
}
