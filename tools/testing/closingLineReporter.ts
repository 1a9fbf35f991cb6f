import type { Reporter, TestModule } from 'vitest/node';

interface TestTotals {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Prints `N passed, N failed` (and `, N skipped` if any) as the very last line of a test run, for
 * those who read the result with a program. A file that cannot be loaded, a failed hook and an
 * error outside of tests count as one failure each.
 */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const totals = countTests(testModules, unhandledErrors.length);
    // Vitest reports the coverage after this call; the last line is printed when all has been said.
    process.once('exit', () => process.stdout.write(`${formatTotals(totals)}\n`));
  }
}

function formatTotals({ passed, failed, skipped }: TestTotals): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}

function countTests(testModules: readonly TestModule[], unhandledErrors: number): TestTotals {
  const totals: TestTotals = { passed: 0, failed: unhandledErrors, skipped: 0 };
  for (const testModule of testModules) {
    if (testModule.errors().length > 0) totals.failed += 1;
    for (const suite of testModule.children.allSuites()) {
      if (suite.errors().length > 0) totals.failed += 1;
    }
    for (const test of testModule.children.allTests()) {
      const { state } = test.result();
      // A test without a result never ran, which is no success.
      totals[state === 'pending' ? 'failed' : state] += 1;
    }
  }
  return totals;
}
