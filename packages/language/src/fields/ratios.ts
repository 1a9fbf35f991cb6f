import { type Field, field, optional, RATIO } from './types/field.js';

/** Counts that ratios are made of. */
interface RatioCounts {
  /** What should have come. */
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
}

/** Ratios of what counts packets: none as long as there is nothing to divide by. */
export function ratioFields<Subject>(
  countsOf: (subject: Subject) => RatioCounts,
): readonly Field<Subject>[] {
  const ratio = (
    name: string,
    description: string,
    read: (counts: RatioCounts) => readonly [number, number],
  ) =>
    field(name, {
      type: optional(RATIO),
      description,
      read: (subject: Subject) => {
        const [count, whole] = read(countsOf(subject));
        return whole === 0 ? null : count / whole;
      },
    });
  return [
    ratio('deliveryRatio', 'received of what was to come', ({ sent, received }) => [
      received,
      sent,
    ]),
    ratio('lossRatio', 'lost of what was to come (RFC 2680)', ({ sent, lost }) => [lost, sent]),
    ratio('duplicateRatio', 'duplicates to what was received', ({ received, duplicated }) => [
      duplicated,
      received,
    ]),
    ratio('reorderedRatio', 'reordered of what was received (RFC 4737)', (counts) => [
      counts.reordered,
      counts.received,
    ]),
  ];
}
