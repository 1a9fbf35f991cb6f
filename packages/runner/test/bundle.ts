import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const packages = fileURLToPath(new URL('../../', import.meta.url));

/** The packages of the workspace by their sources, so that nothing needs to be built. */
const sources: Plugin = {
  name: 'sources',
  setup({ onResolve }) {
    onResolve({ filter: /^@packetloom\// }, ({ path }) => {
      const [, name = '', part] = path.split('/');
      const folder = part === undefined ? '' : `${part}/`;
      return { path: `${packages}${name}/src/${folder}index.ts`, sideEffects: false };
    });
  },
};

/** Files that are not as they are on the disk: texts by their paths from the root of the repository. */
export function overlay(files: ReadonlyMap<string, string>): Plugin {
  const texts = new Map([...files].map(([path, text]) => [join(packages, '..', path), text]));
  return {
    name: 'overlay',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.+\/.*\.js$/ }, ({ path, importer }) => {
        const file = join(dirname(importer), path).replace(/\.js$/, '.ts');
        const isOurs = texts.has(file) || texts.has(importer);
        return isOurs ? { path: file, sideEffects: false } : undefined;
      });
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = texts.get(path);
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      });
    },
  };
}

export interface Bundle {
  readonly text: string;
  readonly bytes: number;
  /** Paths of the modules that something is taken of. */
  readonly inputs: readonly string[];
}

/** A script for browsers, and its size: what needs Node is an error. `code` is the entry; what it exports is kept. */
export async function bundled(code: string, plugins: readonly Plugin[] = []): Promise<Bundle> {
  const { outputFiles, warnings, metafile } = await build({
    stdin: { contents: code, loader: 'ts', resolveDir: packages },
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'packetloom',
    platform: 'browser',
    target: 'es2023',
    write: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [...plugins, sources],
    // fake-timers asks for it where there is a `process`.
    external: ['util'],
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
  const text = outputFiles[0]?.text ?? '';
  const inputs = Object.values(metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
  return { text, bytes: Buffer.byteLength(text), inputs };
}
