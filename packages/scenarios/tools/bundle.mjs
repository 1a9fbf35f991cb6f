// The command as two files, for its main thread and for the thread in which it runs: reading hundreds of modules takes
// longer than most scenarios. Called by the build, after the compiler.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const LANGUAGE = new URL('../../language/', import.meta.url);
/** Made by the build of the language. */
const VALIDATOR = new URL('dist/schema/validatorCode.js', LANGUAGE);
/** Has the compiler of schemas for itself: only a scenario with a mistake needs it. */
const COMPILER = 'ajv.cjs';

const COMMON = {
  bundle: true,
  platform: /** @type {const} */ ('node'),
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: /** @type {const} */ ('none'),
  logLevel: /** @type {const} */ ('warning'),
};

/** Modules that are others in the bundle than elsewhere. */
const replacements = {
  name: 'replacements',
  /** @param {import('esbuild').PluginBuild} build */
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /[\\/]schema[\\/]quickCheck\.js$/ }, () => ({
      contents: quickCheck(),
      loader: 'js',
    }));
    onResolve({ filter: /^ajv$/ }, () => ({ path: 'ajv', namespace: 'late' }));
    onLoad({ filter: /./, namespace: 'late' }, () => ({
      contents: `export function Ajv(options) { return new (require('./${COMPILER}').Ajv)(options); }`,
      loader: 'js',
    }));
    onResolve({ filter: /ajv\.cjs$/ }, ({ path }) => ({ path, external: true }));
  },
};

/** The schema as code, with what it needs. */
function quickCheck() {
  return `import { FORMS } from './forms.js';
${readFileSync(VALIDATOR, 'utf8')}
export const quickCheck = validatorOf(
  (form, text) => FORMS[form].read(text).ok,
  (text) => [...text].length,
);
`;
}

await build({
  ...COMMON,
  entryPoints: [`${DIST}cli/main.js`, `${DIST}cli/commandThread.js`],
  outdir: `${DIST}command`,
  format: 'esm',
  mainFields: ['module', 'main'],
  // Loaded when a scenario has a script.
  external: ['esbuild'],
  // Parts that are no modules call it.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  plugins: [replacements],
});
await build({
  ...COMMON,
  entryPoints: [createRequire(new URL('package.json', LANGUAGE)).resolve('ajv')],
  outfile: `${DIST}command/${COMPILER}`,
  format: 'cjs',
});
