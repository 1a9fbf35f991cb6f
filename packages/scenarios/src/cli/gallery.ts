import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A scenario that comes with the program. */
export interface GalleryScenario {
  /** Name of its file without the ending. */
  readonly name: string;
  readonly path: string;
  /** What it teaches, from the first line of its comment. */
  readonly title: string;
}

const FOLDER = fileURLToPath(new URL('../../gallery/', import.meta.url));
const ENDING = '.yaml';

/** The scenario that is run when none is named. */
export const SHOW_CASE = 'show-case';

/** The path of a scenario of the gallery, whether it exists or not. */
export function galleryPath(name: string): string {
  return join(FOLDER, `${name}${ENDING}`);
}

/** All scenarios of the gallery, by name. */
export function gallery(): GalleryScenario[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(ENDING));
  return files.sort().map((file) => {
    const path = join(FOLDER, file);
    return { name: file.slice(0, -ENDING.length), path, title: titleOf(path) };
  });
}

function titleOf(path: string): string {
  const comment = /^#(?! yaml-language-server) *(.+)$/m.exec(readFileSync(path, 'utf8'));
  return comment?.[1] ?? '';
}
