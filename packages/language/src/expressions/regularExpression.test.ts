import { describe, expect, it } from 'vitest';
import { parseExpression } from './cel.js';
import { checkExpression } from './checkExpression.js';
import { matchesPattern } from './regularExpression.js';

const NAMES = { nodes: [], links: [], segments: [], apps: [] };
const value = (expression: string) => parseExpression(expression)({});
const faults = (expression: string) =>
  checkExpression(expression, NAMES).map(
    ({ start, end, message }) => `[${expression.slice(start, end)}] ${message}`,
  );

describe('matches() of an expectation', () => {
  it.each([
    ['"10.0.0.1".matches("^10[.]")', true],
    ['"10.0.0.1".matches("0.1$")', true],
    ['"10.0.0.1".matches("^0")', false],
    ['"r12".matches(r"^r\\d+$")', true],
    ['["a", "b"].exists(name, name.matches("b" + ""))', true],
    ['["a", "b"].filter(name, !name.matches("[b-z]")) == ["a"]', true],
    ['"ab".matches("b") ? "x".matches("x") : false', true],
  ])('%s is %s', (expression, expected) => {
    expect(faults(expression)).toEqual([]);
    expect(value(expression)).toBe(expected);
  });

  it('takes no more time than the text is long, whatever the pattern', () => {
    const text = `${'a'.repeat(3000)}b`;
    for (const pattern of ['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(.*)*x', '(a*)*c']) {
      expect(value(`"${text}".matches("${pattern}")`)).toBe(false);
    }
  });

  it('tells of a pattern that is none, or none of RE2, before the run', () => {
    expect(faults('"a".matches("(")')).toEqual([
      `["("] not a regular expression of RE2: missing closing ): '('`,
    ]);
    expect(faults('"a".matches("a(?=b)")')).toEqual([
      `["a(?=b)"] not a regular expression of RE2: invalid or unsupported Perl syntax: '(?='`,
    ]);
    expect(faults('["a"].all(x, x.matches(r"(a)\\1"))')).toEqual([
      `[r"(a)\\1"] not a regular expression of RE2: invalid escape sequence: '\\1'`,
    ]);
    expect(faults('"a".matches("a{2000}")')[0]).toContain('invalid repeat count');
  });

  it('tells of one that is made up in the run', () => {
    expect(() => value('"a".matches("(" + "x")')).toThrow('not a regular expression of RE2');
  });

  it('is called by its name in messages', () => {
    const [fault] = faults('"a".matches(1)');
    expect(fault).toContain("the function 'matches' of a text does not take a number");
    expect(fault).not.toContain('matchesLinear');
  });

  it('remembers patterns, but not for ever', () => {
    for (let made = 0; made < 250; made++) {
      expect(matchesPattern(`a${made}`, `^a${made}$`)).toBe(true);
      expect(matchesPattern(`b${made}`, `^a${made}$`)).toBe(false);
    }
  });
});
