import type { ScenarioExpectation } from '@packetloom/language';

/**
 * An expectation took more steps than it may: `at-once` where it is asked one time, or `in-all` over a whole run,
 * where it is asked after each event.
 */
export class ExpectationLimitError extends Error {
  override readonly name = 'ExpectationLimitError';
  readonly code = 'expectation-limit';
  readonly expectation: ScenarioExpectation;

  constructor(expectation: ScenarioExpectation, kind: 'at-once' | 'in-all', most: number) {
    const taken = `the expectation takes more than ${most.toLocaleString('en-US')} steps`;
    const advice =
      kind === 'at-once'
        ? 'let all, exists, map and filter go through fewer elements, or not within each other'
        : "in all, as it is asked after each event: ask 'at' a time, or look at less";
    super(kind === 'at-once' ? `${taken}: ${advice}` : `${taken} ${advice}`);
    this.expectation = expectation;
  }
}
