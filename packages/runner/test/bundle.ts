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

export interface Bundle {
  readonly text: string;
  readonly bytes: number;
  /** Paths of the modules that something is taken of. */
  readonly inputs: readonly string[];
}

/** A script for browsers, and its size: what needs Node is an error. `code` is the entry; what it exports is kept. */
export async function bundled(code: string): Promise<Bundle> {
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
    plugins: [sources],
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
