import type { CelError } from './cel.js';

/** Something wrong with a part of an expression. */
export interface ExpressionFault {
  /** First character of the part, and the one after its last. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly suggestion?: string;
  /** Whether it is that no node, link or app has a name. */
  readonly isAboutName?: true;
  /** Whether it is no mistake, but hardly what was meant. */
  readonly isWarning?: true;
}

const WORDS_FOR_OPERATORS: Readonly<Record<string, string>> = { and: '&&', or: '||', not: '!' };

/** A mistake that the library found, in the words of the scenario language. */
export function syntaxFault(error: CelError, expression: string): ExpressionFault {
  const { code, summary, start, end } = error;
  if (expression.trim() === '') return fault(0, expression.length, 'the expression is empty');
  if (code === 'limit_exceeded') return fault(start, end, 'the expression is too long or too deep');
  if (code === 'invalid_duration') {
    const units = 'a number and a unit (ns, us, ms, s, m, h)';
    return fault(start, end, `a duration is ${units}, such as duration('80ms')`);
  }
  const word = /[A-Za-z]+/y;
  word.lastIndex = start;
  const name = word.exec(expression)?.[0] ?? '';
  if (expression[start - 1] === '.' && name !== '') {
    return fault(
      start - 1,
      start + name.length,
      'this word of CEL stands in brackets',
      `["${name}"]`,
    );
  }
  word.lastIndex = start;
  const operator = WORDS_FOR_OPERATORS[word.exec(expression)?.[0] ?? ''];
  if (operator !== undefined) {
    return fault(start, end, 'this word is no operator of CEL', operator);
  }
  if (expression[start] === '=' && expression[start + 1] !== '=') {
    return fault(start, start + 1, "'=' is no operator of CEL", '==');
  }
  const percentage = percentageAround(expression, start);
  if (percentage !== null) return percentage;
  const duration = durationAround(expression, start);
  if (duration !== null) {
    const { from, text } = duration;
    const message = 'a number with a unit is no value of CEL';
    return fault(from, from + text.length, message, `duration('${text}')`);
  }
  if (start >= expression.trimEnd().length) {
    return fault(Math.max(0, start - 1), start, 'the expression ends too early');
  }
  return fault(start, end, `not valid CEL: ${lowerFirst(summary)}`);
}

/** The duration without quotation marks that a place is in, such as 5ms. */
function durationAround(expression: string, offset: number): { from: number; text: string } | null {
  for (const found of expression.matchAll(/(?<![\w.'"])\d+(?:\.\d+)?(?:ns|us|ms|s|m|h)(?!\w)/g)) {
    const [text] = found;
    if (found.index <= offset && offset <= found.index + text.length) {
      return { from: found.index, text };
    }
  }
  return null;
}

/** What is written as a percentage at a place. */
function percentageAround(expression: string, offset: number): ExpressionFault | null {
  for (const { index, 0: text, 1: digits = '' } of expression.matchAll(/(\d+(?:\.\d+)?)\s*%\s*/g)) {
    if (offset < index || offset > index + text.length) continue;
    const fraction = String(Number((Number(digits) / 100).toPrecision(12)));
    return fault(
      index,
      index + text.trimEnd().length,
      'a percentage is written as a fraction',
      fraction,
    );
  }
  return null;
}

function fault(start: number, end: number, message: string, suggestion?: string): ExpressionFault {
  const about = { start, end: Math.max(end, start + 1), message };
  return suggestion === undefined ? about : { ...about, suggestion };
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
