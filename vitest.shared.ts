import { fileURLToPath } from 'node:url';
import { ClosingLineReporter } from './tools/testing/closingLineReporter.ts';

const source = (path: string) => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

/** Tests run on the sources, so that they need no build. */
export const sourceAliases = [
  { find: /^@packetloom\/([a-z]+)$/, replacement: source('$1/src/index.ts') },
  { find: /^@packetloom\/([a-z]+)\/(.+)$/, replacement: source('$1/src/$2/index.ts') },
];

export const reporters = ['default', new ClosingLineReporter()];

/** None that a slow or busy machine reaches: they are for what never ends. */
const NEVER_MS = 1_800_000;
export const timeouts = { testTimeout: NEVER_MS, hookTimeout: NEVER_MS };
