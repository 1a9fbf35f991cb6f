import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** How a file of CommonJS is called, as Node calls it. */
type Run = (
  exports: object,
  require: NodeJS.Require,
  module: { readonly exports: object },
  file: string,
  folder: string,
) => void;

/** Where the code of a file is kept that V8 made of it. */
export function codeOf(file: string): string {
  return `${file}.code`;
}

/**
 * Runs a file of CommonJS, in ASCII, with the code that V8 made of it before: to make it anew takes longer than many
 * a scenario. Code of another version of V8, or none, is no error: V8 looks whether it fits. The result is the script,
 * whose code can be kept.
 */
export function runCompiled(file: string): Script {
  // Reads faster than UTF-8, and takes half the memory.
  const text = readFileSync(file, 'latin1');
  const cachedData = keptCode(file);
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) { ${text}\n})`,
    cachedData === null ? { filename: file } : { filename: file, cachedData },
  );
  const run: Run = script.runInThisContext();
  const module = { exports: {} };
  run(module.exports, createRequire(file), module, file, dirname(file));
  return script;
}

function keptCode(file: string): Buffer | null {
  try {
    return readFileSync(codeOf(file));
  } catch {
    // Without it, all goes on as with it.
    return null;
  }
}
