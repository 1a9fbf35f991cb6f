import { NamedRandom } from '@packetloom/sim';

/** Who talks to whom, of those who send and those who receive; nobody to itself. */
export type PairChoice =
  | { readonly kind: 'all-pairs' | 'each' }
  | { readonly kind: 'random-pairs'; readonly count: number; readonly seed: number };

/** Two hosts, or what stands in their place, such as an address; the second perhaps with a port: `h2:80`. */
export type Pair = readonly [from: string, to: string];

/** Pairs, in the order of the senders, then of the receivers; or why there are not so many. */
export type PairOutcome = { readonly pairs: readonly Pair[] } | { readonly problem: string };

/** Changes whenever the choice does, so that no seed silently means something else. */
const PURPOSE = 'packetloom/random-pairs/1';

export function pairsOf(
  choice: PairChoice,
  from: readonly string[],
  to: readonly string[],
): PairOutcome {
  switch (choice.kind) {
    case 'all-pairs':
      return { pairs: allPairs(from, to) };
    case 'each':
      return eachOnce(from, to);
    case 'random-pairs':
      return randomPairs(choice, from, to);
  }
}

/** How many pairs there are at most. */
export function countOfPairs(
  choice: PairChoice,
  from: readonly string[],
  to: readonly string[],
): number {
  if (choice.kind === 'random-pairs') return choice.count;
  return choice.kind === 'each' ? from.length : from.length * to.length;
}

function allPairs(from: readonly string[], to: readonly string[]): Pair[] {
  return from.flatMap((one) =>
    to.filter((other) => hostOf(other) !== one).map((other): Pair => [one, other]),
  );
}

/** A receiver without its port. */
function hostOf(receiver: string): string {
  return receiver.replace(/:\d+$/, '');
}

/** Each sender with the receiver at the same place of the list; a shorter list begins again. */
function eachOnce(from: readonly string[], to: readonly string[]): PairOutcome {
  const pairs = from.map((one, index): Pair => {
    const others = to.length;
    const other = to[index % others] as string;
    return [one, hostOf(other) === one ? (to[(index + 1) % others] as string) : other];
  });
  const [alone] = pairs.find(([one, other]) => one === hostOf(other)) ?? [];
  return alone === undefined ? { pairs } : { problem: `'${alone}' would talk to itself alone` };
}

function randomPairs(
  { count, seed }: Extract<PairChoice, { kind: 'random-pairs' }>,
  from: readonly string[],
  to: readonly string[],
): PairOutcome {
  const senders = new Set(from);
  const toItself = to.filter((other) => senders.has(hostOf(other))).length;
  const most = from.length * to.length - toItself;
  if (count > most) return { problem: `there are ${most} pairs, not ${count}` };
  const random = new NamedRandom(seed).stream(PURPOSE);
  const draw = (): Pair => [
    from[random.below(from.length)] as string,
    to[random.below(to.length)] as string,
  ];
  // Where most pairs are wanted, those that are not are drawn.
  const isFew = 2 * count <= most;
  const drawn = new Set<string>();
  const pairs: Pair[] = [];
  while (drawn.size < (isFew ? count : most - count)) {
    const pair = draw();
    const key = pair.join(' ');
    if (pair[0] === hostOf(pair[1]) || drawn.has(key)) continue;
    drawn.add(key);
    pairs.push(pair);
  }
  if (isFew) return { pairs };
  return { pairs: allPairs(from, to).filter((pair) => !drawn.has(pair.join(' '))) };
}
