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
    .replace(PLACE, (_, kind: string, place: string) => {
      const names = kind === 's' ? SEGMENT_NAMES : NAMES;
      return `"${nameAt(Number(place), names)}`;
    })
    .replace(APP, (_, place: string) => `"name":"${nameAt(Number(place), NAMES)}"`);
  return JSON.parse(text) as WrittenScenario;
}

function nameAt(place: number, names: readonly string[]): string {
  const round = Math.floor(place / names.length);
  const name = names[place % names.length] ?? '';
  return round === 0 ? name : `${name}${round}`;
}
