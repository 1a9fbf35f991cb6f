// Regular expressions of CEL are those of RE2: the time that one takes grows with the text, never exponentially.
// The engine of JavaScript would hang on `'aaaaaaaaaaaaaaaaaaaaaaaaaaaaab'.matches('^(a+)+$')`.
import { RE2JS } from 're2js';

/** Expressions are few; patterns may be made up while they are evaluated. */
const MAX_COMPILED = 100;
const compiled = new Map<string, RE2JS>();

/** Whether some part of a text matches, as `matches()` of CEL tells it. Throws if the pattern is none of RE2. */
export function matchesPattern(text: string, pattern: string): boolean {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    expression = compile(pattern);
    compiled.set(pattern, expression);
  }
  return expression.matcher(text).find();
}

/** What is wrong with a pattern; null if nothing is. */
export function faultOfPattern(pattern: string): string | null {
  try {
    compile(pattern);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const reported = reason.replace(/^error parsing regexp: /, '').replaceAll('`', "'");
    throw new Error(`not a regular expression of RE2: ${reported}`);
  }
}
