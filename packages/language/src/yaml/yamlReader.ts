import type { Node } from 'yaml';
import type { Fault } from '../diagnostics/diagnostic.js';
import { type Locator, locator } from './locate.js';
import { plainValue } from './plainValue.js';
import { parseYaml } from './yamlSyntax.js';

/** What a YAML or JSON text says. */
export interface ReadYaml {
  /** The document as plain values; `undefined` if the text is not well formed. */
  readonly value: unknown;
  readonly faults: readonly Fault[];
  readonly locate: Locator;
}

const NOWHERE: Locator = {
  faultOf: ({ message }) => ({ offset: 0, end: 1, message }),
};

/** Reads a text. Every JSON text is a YAML text too. */
export function readYaml(text: string): ReadYaml {
  const parsed = parseYaml(text);
  if ('fault' in parsed) return { value: undefined, faults: [parsed.fault], locate: NOWHERE };
  const { value, aliases, faults } = plainValue(parsed.document);
  const contents = parsed.document.contents as Node | null;
  if (contents === null || value === null) {
    const message = 'the file says nothing: a scenario begins with "schema: 1"';
    return { value: undefined, faults: [{ offset: 0, end: 0, message }], locate: NOWHERE };
  }
  return { value, faults, locate: locator(text, contents, aliases) };
}
