// The command as a few files, for its main thread and for the thread in which it runs: to read hundreds of modules
// takes longer than most scenarios. So does compiling them: what V8 makes of them is kept, too. Called by the build,
// after the compiler.

import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const LANGUAGE = new URL('../../language/', import.meta.url);
/** Made by the build of the language. */
const VALIDATOR = new URL('dist/schema/validatorCode.js', LANGUAGE);
const COMMAND = `${DIST}command/command.cjs`;
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

/**
 * Regular expressions are all that the bundler leaves as they are.
 *
 * @param {string} code
 */
function inAscii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

// V8 looks at the length of a file, no more, to tell whether code belongs to it.
rmSync(`${COMMAND}.code`, { force: true });
await build({
  ...COMMON,
  entryPoints: { main: `${DIST}cli/main.js`, commandThread: `${DIST}cli/compiledThread.js` },
  outdir: `${DIST}command`,
  format: 'esm',
});
await build({
  ...COMMON,
  entryPoints: [`${DIST}cli/commandThread.js`],
  outfile: COMMAND,
  // Code of a module cannot be kept, and is a fifth slower.
  format: 'cjs',
  mainFields: ['module', 'main'],
  // Loaded when a scenario has a script.
  external: ['esbuild'],
  define: { 'import.meta.url': 'fileUrl' },
  banner: {
    js: '"use strict"; const fileUrl = require("node:url").pathToFileURL(__filename).href;',
  },
  plugins: [replacements],
});
writeFileSync(COMMAND, inAscii(readFileSync(COMMAND, 'utf8')));
await build({
  ...COMMON,
  entryPoints: [createRequire(new URL('package.json', LANGUAGE)).resolve('ajv')],
  outfile: `${DIST}command/${COMPILER}`,
  format: 'cjs',
});
const keepCode = fileURLToPath(new URL('keepCode.mjs', import.meta.url));
const kept = spawnSync(process.execPath, [keepCode], { stdio: ['ignore', 'ignore', 'inherit'] });
if (kept.status !== 0) throw new Error('the code of the command could not be kept');
