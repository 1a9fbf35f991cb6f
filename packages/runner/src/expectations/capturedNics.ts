import type { ScenarioExpectation } from '@packetloom/language';
import { type ExpectationNames, parseExpression } from '@packetloom/language/internal';
import { referencedNames } from './referencedNames.js';

/** The NICs, `NODE:NIC`, whose packets expectations look at. */
export function capturedNics(
  expectations: readonly ScenarioExpectation[],
  names: ExpectationNames,
): ReadonlySet<string> {
  const nics = new Set<string>();
  for (const { expression } of expectations) {
    // Most look at none: they need not be read twice.
    if (!expression.includes('capture')) continue;
    const referenced = referencedNames(parseExpression(expression).ast, names);
    for (const nic of referenced.names.nics ?? []) nics.add(nic);
  }
  return nics;
}
