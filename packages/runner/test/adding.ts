import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What `docs/adding.md` adds: a scenario, and the sources with which it runs. */
export interface Adding {
  readonly scenario: string;
  /** Texts of files by their paths from the root of the repository. */
  readonly files: ReadonlyMap<string, string>;
  /** Those of them that are there already. */
  readonly changed: readonly string[];
}

/** Reads the page: new files are shown whole, lines added to others behind the line that stands before them. */
export function readAdding(): Adding {
  const page = readFileSync(`${root}docs/adding.md`, 'utf8');
  const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  const files = new Map<string, string>();
  const changed: string[] = [];
  let scenario = '';
  for (const [, language, code = ''] of blocks) {
    const [first = '', ...lines] = code.split('\n');
    const path = first.replace('// ', '');
    if (language === 'yaml') scenario = code;
    if (language === 'ts') files.set(path, lines.join('\n'));
    if (language === 'diff') {
      files.set(path, withLines(readFileSync(root + path, 'utf8'), lines));
      changed.push(path);
    }
  }
  const there = [...files.keys()].filter((path) => existsSync(root + path));
  if (there.join() !== changed.join()) throw new Error(`new and changed files: ${there.join()}`);
  return { scenario, files, changed };
}

function withLines(text: string, diff: readonly string[]): string {
  const lines = text.split('\n');
  let index = 0;
  for (const line of diff) {
    const content = line.slice(1);
    if (line.startsWith('+')) lines.splice(++index, 0, content);
    else if (line !== '') {
      index = lines.indexOf(content, index);
      if (index < 0) throw new Error(`there is no line '${content}'`);
    }
  }
  return lines.join('\n');
}
