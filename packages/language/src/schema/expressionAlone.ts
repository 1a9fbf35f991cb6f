import type { Problem } from '../diagnostics/diagnostic.js';
import { shortened } from '../diagnostics/suggestion.js';

/** Signs that YAML takes for its own in some places. */
const YAML_SIGNS = /[#:{}[\],"'&*!|>%@`]/;

/** An expression where an expectation, or a list of them, belongs; null where it is something else that is wrong. */
export function expressionAlone(
  instancePath: string,
  data: unknown,
): Pick<Problem, 'message' | 'suggestion'> | null {
  const isList = instancePath === '/expect';
  if (typeof data !== 'string' || !(isList || /^\/expect\/\d+$/.test(instancePath))) return null;
  const text = shortened(data);
  const quoted = YAML_SIGNS.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
  if (!isList) {
    const message = "an expectation is a mapping: put 'that:' before the expression";
    return { message, suggestion: `that: ${quoted}` };
  }
  const message = "expectations are a list of mappings: put 'that:' before the expression";
  return { message, suggestion: `[{ that: ${quoted} }]` };
}
