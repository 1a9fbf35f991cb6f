import { fileURLToPath } from 'node:url';
import { ClosingLineReporter } from './tools/testing/closingLineReporter.ts';

const source = (path: string) => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

/** Tests run on the sources, so that they need no build. */
export const sourceAliases = [
  { find: /^@packetloom\/([a-z]+)$/, replacement: source('$1/src/index.ts') },
  { find: /^@packetloom\/([a-z]+)\/(.+)$/, replacement: source('$1/src/$2/index.ts') },
];

export const reporters = ['default', new ClosingLineReporter()];

/** Generous: a slow machine with two cores runs several test files at once. */
export const timeouts = { testTimeout: 60_000, hookTimeout: 120_000 };
