import type { OwnedRandom, UniformStream } from '../random/index.js';
import { assertSame, assertThat, type ComplianceCase } from './compliance.js';

const DRAWS = 1000;

type MakeRandom = (seed: number) => OwnedRandom;

/** What every random source does: cases for any test runner; `make` makes a new one of a seed. */
export function randomCompliance(make: MakeRandom): readonly ComplianceCase[] {
  return [
    { name: 'draws the same for the same seed, owner and purpose', run: () => repeats(make) },
    { name: 'draws otherwise for another seed, owner or purpose', run: () => differs(make) },
    { name: 'shifts no draws by those of others', run: () => isSeparate(make) },
    { name: 'goes on with a stream that is asked for again', run: () => goesOn(make) },
    { name: 'draws from the unit interval and below a bound', run: () => staysWithin(make) },
  ];
}

function draws(stream: UniformStream, count = DRAWS): readonly number[] {
  return Array.from({ length: count }, () => stream.unit());
}

function repeats(make: MakeRandom): void {
  const found = () => draws(make(3).forOwner('link/l1').stream('loss'));
  assertSame('draws of a second source', found(), found());
}

function differs(make: MakeRandom): void {
  const texts = [
    make(3).forOwner('a').stream('loss'),
    make(4).forOwner('a').stream('loss'),
    make(3).forOwner('b').stream('loss'),
    make(3).forOwner('a').stream('jitter'),
    make(3).forOwner('al').stream('oss'),
  ].map((stream) => draws(stream, 20).join());
  assertSame('different streams of five', new Set(texts).size, texts.length);
}

function isSeparate(make: MakeRandom): void {
  const expected = draws(make(3).forOwner('a').stream('loss'));
  const random = make(3);
  const stream = random.forOwner('a').stream('loss');
  const found = expected.map((_, index) => {
    random
      .forOwner(`other${index % 5}`)
      .stream('loss')
      .unit();
    random.forOwner('a').stream('jitter').unit();
    return stream.unit();
  });
  assertSame('draws beside others', found, expected);
}

function goesOn(make: MakeRandom): void {
  const expected = draws(make(3).forOwner('a').stream('loss'), 20);
  const random = make(3);
  const found = expected.map(() => random.forOwner('a').stream('loss').unit());
  assertSame('draws of a stream that is asked for each time', found, expected);
}

function staysWithin(make: MakeRandom): void {
  const stream = make(3).forOwner('a').stream('loss');
  const units = draws(stream);
  assertThat(
    units.every((unit) => unit >= 0 && unit < 1),
    'each unit is in [0, 1)',
  );
  const mean = units.reduce((sum, unit) => sum + unit, 0) / DRAWS;
  // Six standard deviations of the mean of so many uniform draws.
  assertThat(
    Math.abs(mean - 0.5) < 6 / Math.sqrt(12 * DRAWS),
    `the mean is about 0.5, found ${mean}`,
  );
  for (const bound of [1, 2, 6, 2 ** 32, 2 ** 53]) {
    for (let draw = 0; draw < 200; draw++) {
      const found = stream.below(bound);
      const isBelow = Number.isSafeInteger(found) && found >= 0 && found < bound;
      assertThat(isBelow, `an integer from 0 and below ${bound}, found ${found}`);
    }
  }
}
