// A script and all that it imports, as one piece of JavaScript. esbuild does it, which takes the types out.

import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScriptProblem, ScriptSource } from '@packetloom/language';
import type { BuildFailure, Metafile } from 'esbuild';

/** Where a script is. */
export interface ScriptFile {
  /** Absolute; symbolic links followed. */
  readonly path: string;
  /** Folder that it and its imports must be in; packages that are installed may be elsewhere. */
  readonly folder: string;
  /** A file of that folder as messages name it. */
  readonly shown: (path: string) => string;
}

/** Packages that scripts can import wherever they are: `rxjs`. */
const OWN_PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));
/** Nothing is written: it only says what the places in source maps are relative to. */
const OUTPUT = 'script.bundle.js';

/** Bundles a script, or says what is wrong with it. Nothing of it is run. */
export function bundleScript(
  script: ScriptFile,
): ScriptSource | { readonly problems: readonly ScriptProblem[] } {
  try {
    // Which names it exports is only told of a module, and only a function can be run in a realm.
    const module = build(script, 'esm');
    const { code, map, metafile } = build(script, 'cjs');
    const problems = importsFromOutside(script, metafile);
    if (problems.length > 0) return { problems };
    const exports = Object.values(module.metafile.outputs).flatMap((output) => output.exports);
    return { file: script.shown(script.path), code, map, exports };
  } catch (error) {
    return { problems: problemsOf(error as Partial<BuildFailure>, script) };
  }
}

/** Most runs have no script: the compiler is loaded when one does. */
function compiler(): Pick<typeof import('esbuild'), 'buildSync'> {
  return createRequire(import.meta.url)('esbuild');
}

function build({ path, folder }: ScriptFile, format: 'esm' | 'cjs') {
  const { buildSync } = compiler();
  const { outputFiles, metafile } = buildSync({
    entryPoints: [path],
    absWorkingDir: folder,
    outfile: join(folder, OUTPUT),
    nodePaths: [OWN_PACKAGES],
    bundle: true,
    write: false,
    metafile: true,
    sourcemap: 'external',
    sourcesContent: false,
    format,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2023',
    // No tsconfig.json of the user's changes what a script means.
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  const textOf = (name: string) => outputFiles.find((file) => file.path.endsWith(name))?.text ?? '';
  return { code: textOf(OUTPUT), map: textOf(`${OUTPUT}.map`), metafile };
}

function problemsOf(
  { errors, message }: Partial<BuildFailure>,
  script: ScriptFile,
): ScriptProblem[] {
  const { folder, path, shown } = script;
  if (errors === undefined || errors.length === 0) {
    return [{ file: shown(path), line: 1, column: 1, message: message ?? 'it cannot be read' }];
  }
  return errors.map(({ text, location }) => ({
    file: shown(location === null ? path : resolve(folder, location.file)),
    line: location?.line ?? 1,
    column: (location?.column ?? 0) + 1,
    message: text,
  }));
}

/** Imports by path that lead out of the folder. */
function importsFromOutside({ folder, shown }: ScriptFile, { inputs }: Metafile): ScriptProblem[] {
  return Object.entries(inputs).flatMap(([importer, { imports }]) => {
    const from = resolve(folder, importer);
    if (isOutside(folder, from)) return [];
    return imports.flatMap(({ path, original = path, external }) => {
      const isByPath = original.startsWith('.') || original.startsWith('/');
      if (external === true || !isByPath || !isOutside(folder, resolve(folder, path))) return [];
      const message = `it imports '${original}', which is outside of the scenario file's folder`;
      return [{ file: shown(from), line: 1, column: 1, message }];
    });
  });
}

function isOutside(folder: string, path: string): boolean {
  return !path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** For messages: files of a scenario's folder, named as the scenario file was. */
export function siblingPath(scenarioFile: string, folder: string): (path: string) => string {
  return (path) => join(dirname(scenarioFile), relative(folder, path));
}
