import fc from 'fast-check';
import { isScalar, parseDocument, visit } from 'yaml';

/** What is changed of a file. */
export type MutationKind = 'octets' | 'lines' | 'values' | 'types';

/** A file, and what a mutation made of it. */
export interface Mutation {
  readonly kind: MutationKind;
  /** Name of the file in the gallery. */
  readonly file: string;
  readonly octets: Uint8Array;
}

/** A file that can be changed. */
export interface MutableFile {
  readonly name: string;
  readonly octets: Uint8Array;
}

/** Scalars as they may stand in a file of YAML; each goes wrong in some program. */
const VALUES = [
  ...['0', '-1', '-0', '1', '2', '255', '256', '65535', '65536', '4294967296', '9007199254740993'],
  ...['1e400', '.nan', '.inf', '0x10', '1.5', 'true', 'null', '~', '""', "'\\u0000'", '!!binary x'],
  ...['0s', '1ns', '-1ms', '9223372036s', '1e9s', '1us', '0bit', '1bit', '999tbit', '0b', '1gb'],
  ...['100%', '101%', '-1%', 'h1', 'h1:eth0', '10.0.0.1', '10.0.0.0/33', '255.255.255.255'],
  ...['*', '&a', '*a', '__proto__', 'constructor', 'toString', '../..', '[', '}', 'x'.repeat(5000)],
];

/** Values of every type. */
const TYPED: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e300, '', 'x', '5s', '1mbit', [], {}, [[]], [null], [1, 2]],
  ...[{ a: 1 }, { __proto__x: 1 }, [{}], { from: 'h1', to: 'h2' }, ['h1:eth0', 'h2:eth0']],
];

/** Random changes of one of the files; a seed of `fc.sample` decides which. */
export function mutations(files: readonly MutableFile[]): fc.Arbitrary<Mutation> {
  const texts = files.filter(({ name }) => name.endsWith('.yaml'));
  return fc.oneof(
    { weight: 1, arbitrary: made('octets', files, changedOctets) },
    { weight: 1, arbitrary: made('lines', texts, changedLines) },
    { weight: 2, arbitrary: made('values', texts, changedValues) },
    { weight: 2, arbitrary: made('types', texts, changedTypes) },
  );
}

type Change = (octets: Uint8Array) => fc.Arbitrary<Uint8Array>;

function made(kind: MutationKind, files: readonly MutableFile[], change: Change) {
  return fc
    .constantFrom(...files)
    .chain(({ name, octets }) =>
      change(octets).map((changed) => ({ kind, file: name, octets: changed })),
    );
}

/** Octets written over, taken out or put in. */
function changedOctets(octets: Uint8Array): fc.Arbitrary<Uint8Array> {
  const position = fc.nat(Math.max(0, octets.length - 1));
  const put = fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.constant(octets.slice(0, 200)));
  const change = fc.record({ position, taken: fc.nat(20), put });
  return fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) =>
    changes.reduce((before, { position: at, taken, put: added }) => {
      return Uint8Array.from([...before.subarray(0, at), ...added, ...before.subarray(at + taken)]);
    }, octets),
  );
}

const LINE_CHANGES = ['take out', 'repeat', 'swap', 'indent', 'repeat a lot'] as const;

function changedLines(octets: Uint8Array): fc.Arbitrary<Uint8Array> {
  const lines = textOf(octets).split('\n');
  const change = fc.record({
    how: fc.constantFrom(...LINE_CHANGES),
    at: fc.nat(lines.length - 1),
    other: fc.nat(lines.length - 1),
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const changed = [...lines];
    for (const { how, at, other } of changes) {
      const line = changed[at] ?? '';
      if (how === 'take out') changed.splice(at, 1);
      else if (how === 'repeat') changed.splice(at, 0, line);
      else if (how === 'indent') changed[at] = ` ${line}`;
      else if (how === 'repeat a lot') changed.splice(at, 0, ...Array(500).fill(line));
      else [changed[at], changed[other]] = [changed[other] ?? '', line];
    }
    return octetsOf(changed.join('\n'));
  });
}

/** What stands behind a colon, or in a list. */
const VALUE = /(?<=[:,[-] )[^\s,{}[\]#]+/g;

function changedValues(octets: Uint8Array): fc.Arbitrary<Uint8Array> {
  const text = textOf(octets);
  const positions = [...text.matchAll(VALUE)].map(({ index, 0: value }) => ({ index, value }));
  const change = fc.record({ position: fc.constantFrom(...positions), value: fc.nat() });
  // Mostly one: of several, one is nearly always refused, and the others are not tried.
  return fc
    .constantFrom(1, 1, 1, 3)
    .chain((maxLength) => fc.uniqueArray(change, { minLength: 1, maxLength, selector: positionOf }))
    .map((changes) => {
      // From behind, so that places stay where they are.
      const ordered = changes.toSorted((a, b) => b.position.index - a.position.index);
      return octetsOf(
        ordered.reduce((before, { position: { index, value }, value: number }) => {
          const put = valueInstead(value, number);
          return before.slice(0, index) + put + before.slice(index + value.length);
        }, text),
      );
    });
}

const positionOf = ({ position }: { readonly position: { readonly index: number } }) =>
  position.index;

/** Most numbers become larger or smaller numbers of the same unit, which a run has to bear. */
function valueInstead(value: string, number: number): string {
  const [, digits, unit] = /^(\d+)(\D*)$/.exec(value) ?? [];
  if (digits === undefined || number % 4 === 0) return VALUES[number % VALUES.length] ?? '';
  const zeros = number % 7;
  return zeros === 0 ? `1${unit}` : `${digits}${'0'.repeat(zeros)}${unit}`;
}

function changedTypes(octets: Uint8Array): fc.Arbitrary<Uint8Array> {
  const text = textOf(octets);
  let count = 0;
  visit(parseDocument(text), { Pair: () => void count++ });
  return fc
    .record({ which: fc.nat(count - 1), value: fc.constantFrom(...TYPED), key: fc.nat(9) })
    .map(({ which, value, key }) => {
      const document = parseDocument(text);
      let at = 0;
      visit(document, {
        Pair: (_, pair) => {
          if (at++ !== which) return undefined;
          // One in ten changes the key instead.
          if (key === 0 && isScalar(pair.key)) pair.key.value = String(value);
          else pair.value = document.createNode(value);
          return visit.BREAK;
        },
      });
      return octetsOf(document.toString());
    });
}

function textOf(octets: Uint8Array): string {
  return new TextDecoder().decode(octets);
}

function octetsOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
