import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import { fitsPattern, isNamePattern } from '../../../quantity/namePattern.js';
import type { AppInputs } from '../../define/app.js';
import type { JsonSchema } from '../../define/jsonSchema.js';
import { checkNode } from './targets.js';

/** Names of nodes and patterns of names, one or several. */
export const NODE_GROUP: JsonSchema = {
  type: ['string', 'array'],
  form: 'node-pattern',
  minItems: 1,
  items: { type: 'string', form: 'node-pattern' },
  examples: ['h*', ['h1', 'h2']],
};

/** The nodes of a group, each once, in the order in which they are written and declared. */
export function nodeGroupOf(
  written: string | readonly string[],
  path: DocumentPath,
  about: AppInputs,
  context: Context,
): string[] {
  const nodes = new Set<string>();
  const texts = typeof written === 'string' ? [written] : written;
  for (const [index, text] of texts.entries()) {
    const place = typeof written === 'string' ? path : [...path, index];
    if (!isNamePattern(text)) {
      checkNode(text, place, about, context);
      nodes.add(text);
      continue;
    }
    const fitting = [...about.nodeNames].filter((name) => fitsPattern(name, text));
    if (fitting.length === 0 && context.complete) {
      context.findings.add({ path: place, message: `no node has a name like '${text}'` });
    }
    for (const name of fitting) {
      checkNode(name, place, about, context);
      nodes.add(name);
    }
  }
  return [...nodes];
}
