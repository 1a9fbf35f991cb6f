import type { DocumentPath } from '../diagnostics/diagnostic.js';
import type { SourceText } from '../diagnostics/sourceText.js';
import type { Locator } from '../yaml/locate.js';

/** A file that values of a document come from. */
export interface SourceFile {
  readonly text: SourceText;
  readonly locate: Locator;
}

/** What led to a place: a turn of a loop, a template that was named, a file that was included. */
export interface Use {
  /** In a few words: `i = 3`. */
  readonly what: string;
  readonly place: Place;
}

/** A value of a file. */
export class Place {
  readonly source: SourceFile;
  /** Whether the value stands there; otherwise it was made from what stands there. */
  readonly isExact: boolean;
  readonly use: Use | null;
  readonly #holder: Place | null;
  readonly #segment: string | number;

  private constructor(
    { source, isExact, use }: Pick<Place, 'source' | 'isExact' | 'use'>,
    holder: Place | null,
    segment: string | number,
  ) {
    this.source = source;
    this.isExact = isExact;
    this.use = use;
    this.#holder = holder;
    this.#segment = segment;
  }

  /** The document of a file. */
  static of(source: SourceFile, use: Use | null = null): Place {
    return new Place({ source, isExact: true, use }, null, '');
  }

  /** Steps from the top of the file. */
  get path(): DocumentPath {
    const path: (string | number)[] = [];
    for (let at: Place = this; at.#holder !== null; at = at.#holder) path.push(at.#segment);
    return path.reverse();
  }

  /** An entry of a mapping or list; of what was made, the same place. */
  entry(segment: string | number): Place {
    return this.isExact ? new Place(this, this, segment) : this;
  }

  /** The place of what is made from what stands here. */
  made(use: Use | null = this.use): Place {
    return new Place({ source: this.source, isExact: false, use }, this.#holder, this.#segment);
  }

  /** The same place, as something led to it. */
  usedBy(use: Use): Place {
    const { source, isExact } = this;
    return new Place({ source, isExact, use }, this.#holder, this.#segment);
  }
}
