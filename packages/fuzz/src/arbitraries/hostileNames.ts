import type { WrittenScenario } from '@packetloom/language';
import fc, { type Arbitrary } from 'fast-check';

/** Names that JavaScript, YAML or CEL have a meaning for, none of them twice, no longer than NICs may have in rules. */
const NAMES = [
  ...[
    'constructor',
    'toString',
    'size',
    'null',
    'hasOwnProperty',
    'all',
    'in',
    'true',
    'prototype',
  ],
  ...['valueOf', 'length', 'then', 'toJSON', 'keys', 'get', 'has', 'on', 'no', 'NaN', 'undefined'],
  ...[
    'Infinity',
    'node',
    'link',
    'app',
    'run',
    'map',
    'name',
    'type',
    'forEach',
    'default',
    'this',
  ],
  ...['arguments', 'string', 'isPrototypeOf'],
] as const;
/** Segments are named among links. */
const SEGMENT_NAMES = ['toLocaleString', 'propertyIsEnumerable'];

/** Names that nothing has. The first one cannot be given. */
export const UNUSED_NAMES: readonly string[] = ['__proto__', '__defineGetter__', 'toSource'];

/** As generated scenarios call nodes, links and segments, where they name them. */
const PLACE = /"([nls])(\d+)(?=[":])/g;
const NIC = /\beth(\d+)\b/g;
const APP = /"name":"a(\d+)"/g;

/** The same scenarios, whose nodes, NICs, links, segments and apps have such names. */
export function hostilelyNamed(scenarios: Arbitrary<WrittenScenario>): Arbitrary<WrittenScenario> {
  const turn = fc.nat({ max: NAMES.length - 1 });
  return fc
    .tuple(scenarios, turn)
    .map(([scenario, first]) =>
      renamed(scenario, [...NAMES.slice(first), ...NAMES.slice(0, first)]),
    );
}

function renamed(scenario: WrittenScenario, names: readonly string[]): WrittenScenario {
  const text = JSON.stringify(scenario)
    .replace(PLACE, (_, kind: string, index: string) => {
      return `"${nameAt(index, kind === 's' ? SEGMENT_NAMES : names)}`;
    })
    .replace(NIC, (_, index: string) => nameAt(index, names))
    .replace(APP, (_, index: string) => `"name":"${nameAt(index, names)}"`);
  return JSON.parse(text) as WrittenScenario;
}

/** The name at an index, with a number where the list is not long enough. */
function nameAt(index: string, names: readonly string[]): string {
  const round = Math.floor(Number(index) / names.length);
  const name = names[Number(index) % names.length] ?? '';
  return round === 0 ? name : `${name}${round}`;
}
