// Modules of the workspace as they stand in the sources: what is made from them needs no build.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PACKAGES = fileURLToPath(new URL('../../', import.meta.url));

/** @type {import('esbuild').Plugin} */
const sources = {
  name: 'sources',
  setup({ onResolve }) {
    onResolve({ filter: /^@packetloom\// }, ({ path }) => {
      const [, name = '', part] = path.split('/');
      const folder = part === undefined ? '' : `${part}/`;
      return { path: `${PACKAGES}${name}/src/${folder}index.ts`, sideEffects: false };
    });
  },
};

/**
 * What a module of this package exports.
 * @param {string} path from the folder of its sources
 * @returns {Promise<any>}
 */
export async function fromSources(path) {
  const { outputFiles } = await build({
    entryPoints: [`${PACKAGES}language/src/${path}`],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
    plugins: [sources],
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
