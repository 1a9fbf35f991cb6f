// Words of a command line, with their columns, and errors about them.

/** A word, and the column of its first character, counted from 1. */
export interface Word {
  readonly text: string;
  readonly column: number;
}

/** Why a command line is no command. */
export interface IptablesSyntaxError {
  readonly kind: 'error';
  /** What is wrong, the word quoted. */
  readonly message: string;
  /** The word at fault; empty at the end of the line. */
  readonly word: string;
  /** Column of that word, or behind the line, counted from 1. */
  readonly column: number;
  /** What would be right. */
  readonly hint: string;
}

/** Words between white space. `--option=value` is two words. */
export function wordsOf(line: string): Word[] {
  const words: Word[] = [];
  for (const { 0: text, index } of line.matchAll(/\S+/g)) {
    const equals = text.startsWith('--') ? text.indexOf('=') : -1;
    if (equals === -1) {
      words.push({ text, column: index + 1 });
    } else {
      words.push({ text: text.slice(0, equals), column: index + 1 });
      words.push({ text: text.slice(equals + 1), column: index + equals + 2 });
    }
  }
  return words;
}

/** An error about a word. */
export function errorAt(word: Word, message: string, hint: string): IptablesSyntaxError {
  return { kind: 'error', message, word: word.text, column: word.column, hint };
}

/** The known word that `text` most likely stands for, if one is near enough. */
export function nearestWord(text: string, known: Iterable<string>): string | null {
  let nearest: string | null = null;
  let least = Math.max(1, Math.floor(text.length / 3)) + 1;
  for (const word of known) {
    const distance = editDistance(text.toLowerCase(), word.toLowerCase());
    if (distance < least) [nearest, least] = [word, distance];
  }
  return nearest;
}

/** Letters to insert, leave out, change or swap with the next to get from one word to the other. */
function editDistance(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
          (current[column - 1] ?? 0) + 1,
          (previous[column] ?? 0) + 1,
          isSwapped ? (beforePrevious[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length] ?? 0;
}
