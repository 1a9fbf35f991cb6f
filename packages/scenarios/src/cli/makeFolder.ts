import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, one by one: below folders that nobody can make, such as those of
 * /proc, `mkdirSync` of Node 20 with `recursive` tries for ever.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) return;
    throw new Error('a file of this name is in the way');
  }
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run was faster.
    if (!existsSync(path)) throw error;
  }
}
