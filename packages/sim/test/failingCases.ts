import { expect } from 'vitest';
import { type ComplianceCase, ComplianceError } from '../src/testing/index.js';

/** The sentences of a suite that an implementation does not live up to. */
export function failingCases(cases: readonly ComplianceCase[]): readonly string[] {
  const fails = ({ run }: ComplianceCase) => {
    try {
      run();
      return false;
    } catch (error) {
      expect(error).toBeInstanceOf(ComplianceError);
      return true;
    }
  };
  return cases.filter(fails).map(({ name }) => name);
}
