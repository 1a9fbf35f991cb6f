import type { Node } from 'yaml';
import type { Fault, Problem } from '../diagnostics/diagnostic.js';
import { type Locator, locator } from './locate.js';
import { plainValue } from './plainValue.js';
import { quickLocator } from './quickLocator.js';
import { quickYaml } from './quickYaml.js';
import { type ParseHints, parseYaml } from './yamlSyntax.js';

/** What a YAML or JSON text says. */
export interface ReadYaml {
  /** The document as plain values; `undefined` if the text is not well formed. */
  readonly value: unknown;
  readonly faults: readonly Fault[];
  readonly locate: Locator;
}

/** Characters of a text that the parser surely makes a tree from. */
const MAX_TREE_LENGTH = 65_536;

const NOWHERE: Locator = {
  faultOf: ({ message }) => ({ offset: 0, end: 1, message }),
};

/** Reads a text. Every JSON text is a YAML text too. `memoryBytes`: octets of memory that the program may have. */
export function readYaml(text: string, memoryBytes?: number): ReadYaml {
  const quick = quickYaml(text);
  if ('refusedAt' in quick) {
    const { refusedAt } = quick;
    return readWithPositions(
      text,
      memoryBytes === undefined ? { refusedAt } : { refusedAt, memoryBytes },
    );
  }
  const { value } = quick;
  // The parser is asked where values stand once something is to be told of one.
  let locate: Locator | null = null;
  const faultOf = (problem: Problem) => {
    locate ??= text.length > MAX_TREE_LENGTH ? quickLocator(text) : readWithPositions(text).locate;
    return locate.faultOf(problem);
  };
  return { value, faults: [], locate: { faultOf } };
}

/** Reads a text with the parser that knows all of YAML. */
export function readWithPositions(text: string, hints: ParseHints = {}): ReadYaml {
  const parsed = parseYaml(text, hints);
  if ('fault' in parsed) return { value: undefined, faults: [parsed.fault], locate: NOWHERE };
  const { value, aliases, faults } = plainValue(parsed.document);
  const contents = parsed.document.contents as Node | null;
  if (contents === null || value === null) {
    const message = 'the file says nothing: a scenario begins with "schema: 1"';
    return { value: undefined, faults: [{ offset: 0, end: 0, message }], locate: NOWHERE };
  }
  return { value, faults, locate: locator(text, contents, aliases) };
}
