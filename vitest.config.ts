import { defineConfig } from 'vitest/config';
import { reporters, sourceAliases, timeouts } from './vitest.shared.ts';

export default defineConfig({
  resolve: { alias: sourceAliases },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: ['**/*.peers.test.ts', '**/node_modules/**', '**/dist/**'],
    reporters,
    ...timeouts,
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/generated/**', 'packages/core/src/testing/**'],
      reporter: ['text-summary', 'html'],
      thresholds: {
        'packages/core/src/**/*.ts': { statements: 95, branches: 90 },
      },
    },
  },
});
