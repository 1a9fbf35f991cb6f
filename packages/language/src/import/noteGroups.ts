import type { FilePosition, TopologyNote } from './topology.js';

/** Names that one message shows. */
const MAX_NAMES = 12;

interface Group {
  readonly position: FilePosition;
  readonly names: string[];
}

/** Collects what was done to many nodes or edges, to tell each kind in one message. */
export class NoteGroups {
  readonly #groups = new Map<string, Group>();

  /** `what` begins the sentence, which names of nodes or edges end. */
  add(what: string, name: string, { line, column }: FilePosition): void {
    const group = this.#groups.get(what);
    if (group === undefined) this.#groups.set(what, { position: { line, column }, names: [name] });
    else group.names.push(name);
  }

  /** In the order in which each kind was met first, at the first place. */
  notes(): TopologyNote[] {
    return [...this.#groups].map(([what, { position, names }]) => ({
      ...position,
      message: `${what}: ${named(names)}`,
    }));
  }
}

/** The first names, and how many more there are. */
function named(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).join(', ');
  const more = names.length - MAX_NAMES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
