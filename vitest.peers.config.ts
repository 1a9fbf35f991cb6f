import { defineConfig } from 'vitest/config';
import { reporters, sourceAliases, timeouts } from './vitest.shared.ts';

/** Tests against real peers: programs that somebody else wrote (tshark, chromium, npm). */
export default defineConfig({
  resolve: { alias: sourceAliases },
  test: {
    include: ['packages/*/{src,test}/**/*.peers.test.ts', 'tools/**/*.peers.test.ts'],
    reporters,
    ...timeouts,
  },
});
