// Packs vector files for this package: `node tools/packVectors.mjs FILE.jsonl...` writes each, with
// brotli, to vectors/ under its own name and `.br`.

import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const folder = new URL('../vectors/', import.meta.url);

for (const path of process.argv.slice(2)) {
  const content = readFileSync(path);
  const packed = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  const name = `${basename(path)}.br`;
  writeFileSync(new URL(name, folder), packed);
  process.stdout.write(`${name}: ${content.length} to ${packed.length} octets\n`);
}
