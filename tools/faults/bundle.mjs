// Bundles of the programs that look for faults, each with a fault in it. The sources themselves are never changed.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** @typedef {import('./list.mjs').Fault} Fault */

export const packages = fileURLToPath(new URL('../../packages/', import.meta.url));

/**
 * The text of a file with a fault in it. Throws where the fault no longer fits the sources.
 * @param {Fault} fault
 */
export function faulty({ name, file, find, replace }) {
  const text = readFileSync(join(packages, file), 'utf8');
  const places = text.split(find).length - 1;
  if (places !== 1) throw new Error(`"${name}": its text occurs ${places} times in ${file}`);
  return text.replace(find, () => replace);
}

/**
 * Bundles a program of the workspace, with a fault in it unless that is null; the result is its path.
 * @param {string} entry Below `packages`.
 * @param {Fault | null} fault
 * @param {string} folder Of this bundle alone, inside the workspace, so that what is not bundled is found.
 */
export async function bundle(entry, fault, folder) {
  const outfile = join(folder, 'dist/program/main.mjs');
  const source = (/** @type {string} */ path) => join(packages, path);
  await build({
    entryPoints: [source(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
    external: ['esbuild'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    plugins: [
      {
        name: 'sources',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^@packetloom\// }, ({ path }) => {
            const [, name = '', part] = path.split('/');
            return { path: source(`${name}/src/${part === undefined ? '' : `${part}/`}index.ts`) };
          });
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            if (fault === null || path !== source(fault.file)) return undefined;
            return { contents: faulty(fault), loader: 'ts' };
          });
        },
      },
    ],
  });
  return outfile;
}
