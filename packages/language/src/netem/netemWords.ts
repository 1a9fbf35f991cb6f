import type { DistributionFiles } from './distributionFile.js';

/** A word of a text, with where it stands in it. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What is wrong with a part of a text. */
export interface NetemProblem {
  /** First character concerned, and the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly suggestion?: string;
}

/** Thrown while a text is read, and caught where the reading began. */
export class NetemError extends Error {
  readonly problem: NetemProblem;

  constructor({ start, end }: Omit<Word, 'text'>, message: string, suggestion?: string) {
    super(message);
    const problem = { start, end, message };
    this.problem = suggestion === undefined ? problem : { ...problem, suggestion };
  }
}

/** The words of a text, one after the other. */
export class NetemWords {
  /** Where distributions are that have no name. */
  readonly files: DistributionFiles;
  readonly #words: readonly Word[];
  #next = 0;

  constructor(text: string, files: DistributionFiles) {
    this.files = files;
    this.#words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
      text: word,
      start: index,
      end: index + word.length,
    }));
  }

  /** The next word, without taking it. */
  get next(): Word | undefined {
    return this.#words[this.#next];
  }

  take(): Word | undefined {
    const word = this.next;
    if (word !== undefined) this.#next++;
    return word;
  }

  /** The next word if it begins as numbers do. */
  takeNumber(): Word | undefined {
    return /^[\d.+-]/.test(this.next?.text ?? '') ? this.take() : undefined;
  }

  /** The next word, which `after` cannot do without. */
  need(after: Word, what: string): Word {
    const word = this.take();
    if (word === undefined) throw new NetemError(after, `'${after.text}' needs ${what}`);
    return word;
  }
}
