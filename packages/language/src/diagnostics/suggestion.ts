import { closest, distance } from 'fastest-levenshtein';

/** Names longer than this are not compared: comparing takes the product of the lengths. */
const LONGEST = 64;

/** The one of `known` that somebody who wrote `found` may have meant. */
export function didYouMean(found: string, known: Iterable<string>): string | undefined {
  if (found.length === 0 || found.length > LONGEST) return undefined;
  const names = [...known];
  if (names.length === 0) return undefined;
  const folded = fold(found);
  const sameLetters = names.find((name) => fold(name) === folded);
  if (sameLetters !== undefined) return sameLetters;
  const swapped = names.find((name) => sorted(name) === sorted(found));
  if (swapped !== undefined && found.length > 2) return swapped;
  const best = closest(found, names);
  // A third of the letters may be wrong; a name of two letters has nothing to go by but its first.
  const most = Math.max(1, Math.floor(found.length / 3));
  const near = distance(found, best) <= most && (found.length > 2 || best[0] === found[0]);
  return near ? best : undefined;
}

function sorted(name: string): string {
  return [...name].sort().join('');
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}

/** Names that are sorted by likeness: with more, it would take too long for what it says. */
const MAX_SORTED = 2_000;

/** All of `names`, quoted, for a message. */
export function listedAll(names: Iterable<string>): string {
  return [...names].map((name) => `'${name}'`).join(', ');
}

/** At most eight of `names`, quoted, for a message; of more, those that are most like `found`. */
export function listed(names: Iterable<string>, found?: string): string {
  const all = [...names];
  if (
    found !== undefined &&
    all.length > 8 &&
    all.length <= MAX_SORTED &&
    found.length <= LONGEST
  ) {
    const far = new Map(all.map((name) => [name, unlikeness(fold(found), fold(name))]));
    all.sort((a, b) => (far.get(a) ?? 0) - (far.get(b) ?? 0));
  }
  const shown = all.slice(0, 8).map((name) => `'${name}'`);
  return all.length > shown.length
    ? `${shown.join(', ')} and ${all.length - shown.length} more`
    : shown.join(', ');
}

/** From 0, where one word is a part of the other, to 1, where they share nothing. */
function unlikeness(one: string, other: string): number {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length > 2 && long.includes(short)) return 0;
  return distance(one, other) / Math.max(1, long.length);
}

/** What a message shows of a value of a document. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return `'${shortened(value)}'`;
  return String(value);
}

/** A text on one line, cut where it gets long. */
export function shortened(text: string, length = 60): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
