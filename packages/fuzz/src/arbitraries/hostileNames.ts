import type { WrittenScenario } from '@packetloom/language';

/** Names that JavaScript, YAML or CEL have a meaning for, none of them twice. */
const NAMES = [
  'constructor',
  'toString',
  'size',
  'null',
  'hasOwnProperty',
  'all',
  'in',
  'true',
  'prototype',
  'valueOf',
  'length',
];
/** Segments are named among links. */
const SEGMENT_NAMES = ['isPrototypeOf', 'propertyIsEnumerable'];

/** As generated scenarios call nodes, links and segments, where they name them. */
const PLACE = /"([nls])(\d+)(?=[":])/g;
const APP = /"name":"a(\d+)"/g;

/** The same scenario, whose nodes, links, segments and apps have such names. */
export function hostilelyNamed(scenario: WrittenScenario): WrittenScenario {
  const text = JSON.stringify(scenario)
    .replace(PLACE, (_, kind: string, index: string) => {
      const names = kind === 's' ? SEGMENT_NAMES : NAMES;
      return `"${nameAt(Number(index), names)}`;
    })
    .replace(APP, (_, index: string) => `"name":"${nameAt(Number(index), NAMES)}"`);
  return JSON.parse(text) as WrittenScenario;
}

function nameAt(index: number, names: readonly string[]): string {
  const round = Math.floor(index / names.length);
  const name = names[index % names.length] ?? '';
  return round === 0 ? name : `${name}${round}`;
}
