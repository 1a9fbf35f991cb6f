import { listed } from '../diagnostics/suggestion.js';
import { fits } from '../document/pattern.js';
import { faultOfTolerance, SELECTORS, type Selector } from './aggregates.js';
import type { ASTNode } from './cel.js';
import { type Shape, UNKNOWN } from './shape.js';
import { anyOf } from './shapesOf.js';
import type { ExpressionFault } from './syntaxFault.js';

/** What `apps("PATTERN")` and the like give, of `all` there are; or what is wrong with the pattern. */
export function selectionShape(
  { start, end }: ASTNode,
  name: Selector,
  [operand, ...others]: readonly ASTNode[],
  all: Shape | undefined,
): { readonly shape: Shape } | { readonly fault: ExpressionFault } {
  const pattern = operand?.op === 'value' ? operand.args : undefined;
  if (operand === undefined || typeof pattern !== 'string' || others.length > 0) {
    const message = `${name}() takes a pattern that stands in quotation marks, such as ${name}("h*")`;
    return { fault: { start, end, message } };
  }
  if (all?.kind !== 'record') return { shape: UNKNOWN };
  const fields = new Map([...all.fields].filter(([each]) => fits(each, pattern)));
  if (fields.size > 0) return { shape: { kind: 'list', element: anyOf({ ...all, fields }) } };
  const known = [...all.fields.keys()];
  const expected = known.length === 0 ? 'there is none' : `expected ${listed(known, pattern)}`;
  const message = `no ${SELECTORS[name]} has a name like '${pattern}': ${expected}`;
  return { fault: { start: operand.start, end: operand.end, message, isAboutName: true } };
}

/** What is wrong with a tolerance that is written out. */
export function toleranceFaults(node: ASTNode | undefined): ExpressionFault[] {
  if (node?.op !== 'value' || typeof node.args !== 'string') return [];
  const message = faultOfTolerance(node.args);
  return message === null ? [] : [{ start: node.start, end: node.end, message }];
}
