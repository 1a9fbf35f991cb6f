import { accepted } from '../../../context/accepted.js';
import { readPackets, readShare } from '../../../quantity/units.js';
import { defineQueue } from '../../define/queue.js';
import { KEYS } from './schema.js';

export const RED = defineQueue({
  kind: 'red',
  about: '(Floyd and Jacobson 1993)',
  keys: KEYS,
  may: ['limit', 'min', 'max', 'probability', 'weight', 'gentle', 'ecn'],
  must: ['limit', 'min', 'max'],
  normalise({ min, max, probability, weight, gentle, ecn }, { limitPackets = 0 }) {
    return {
      kind: 'red',
      minPackets: packets(min),
      maxPackets: packets(max),
      limitPackets,
      ...(probability === undefined ? {} : { maxProbability: accepted(readShare(probability)) }),
      ...(weight === undefined ? {} : { weight: accepted(readShare(weight)) }),
      ...(gentle === undefined ? {} : { gentle }),
      ...(typeof ecn === 'boolean' ? { ecn } : {}),
    };
  },
});

function packets(text: string | undefined): number {
  return text === undefined ? 0 : accepted(readPackets(text));
}
