// The scripts that a command line names.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SUFFIX = '.pkt';

/** The files of each path: itself, or the scripts below a folder in order of their names. */
export async function scriptFiles(
  paths: readonly string[],
): Promise<string[] | { problem: string }> {
  const files: string[] = [];
  for (const path of paths) {
    const found = await filesOf(path);
    if (typeof found === 'string') return { problem: found };
    files.push(...found);
  }
  return files;
}

async function filesOf(path: string): Promise<string[] | string> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const scripts = entries
      .filter((entry) => entry.isFile() && entry.name.endsWith(SUFFIX))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    return scripts.length > 0 ? scripts : `${path}: expected scripts (*${SUFFIX}), found none`;
  } catch (error) {
    return problemOf(path, error);
  }
}

/** The text of a file, or why it cannot be read. */
export async function readScript(path: string): Promise<{ text: string } | { problem: string }> {
  try {
    return { text: await readFile(path, 'utf8') };
  } catch (error) {
    return { problem: problemOf(path, error) };
  }
}

function problemOf(path: string, error: unknown): string {
  if (!(error instanceof Error)) throw error;
  return `${path}: cannot be read: ${error.message}`;
}
