import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../vectors/', import.meta.url));

/** Files of the vectors that come with the project, in the order of their names. */
export async function shippedVectorFiles(): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.jsonl.br'))
    .sort()
    .map((name) => join(folder, name));
}
