import fc, { type Arbitrary } from 'fast-check';

const MAX_OCTETS = 40;
const END_OF_LIST = 0;
const NO_OPERATION = 1;
const RECORD_ROUTE = 7;
const TIMESTAMP = 68;
const ROUTER_ALERT = 148;
/** Record route, time stamp, loose and strict source route, router alert, security, and unknown ones. */
const TYPES = [NO_OPERATION, RECORD_ROUTE, TIMESTAMP, 131, 137, ROUTER_ALERT, 130, 30, END_OF_LIST];

interface OptionPlan {
  readonly type: number;
  /** Addresses or time stamps that fit. */
  readonly room: number;
  readonly pointer: number;
  /** Overflow and flag of a time stamp option. */
  readonly flags: number;
  /** What is added to the length that would be right. */
  readonly lengthError: number;
}

const option: Arbitrary<OptionPlan> = fc.record({
  type: fc.constantFrom(...TYPES),
  room: fc.nat({ max: 9 }),
  pointer: fc.oneof(fc.constantFrom(4, 5, 8, 9, 12, 3, 0, 40), fc.nat({ max: 255 })),
  flags: fc.constantFrom(0, 1, 3, 0xf1, 2, 0x50),
  lengthError: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(-1, 1, -2, 4, 200) },
  ),
});

function optionOctets({ type, room, pointer, flags, lengthError }: OptionPlan): number[] {
  if (type === END_OF_LIST || type === NO_OPERATION) return [type];
  const wrong = (length: number) => (length + lengthError) & 0xff;
  if (type === ROUTER_ALERT) return [type, wrong(4), 0, 0];
  const head = type === TIMESTAMP ? [pointer, flags] : [pointer];
  const length = 2 + head.length + 4 * room;
  return [type, wrong(length), ...head, ...new Array<number>(4 * room).fill(0)];
}

/** Record route or time stamp, valid, with room for hops. */
const roomForAddresses: Arbitrary<Uint8Array> = fc
  .record({ type: fc.constantFrom(RECORD_ROUTE, TIMESTAMP), room: fc.integer({ min: 1, max: 9 }) })
  .map(({ type, room }) => {
    const pointer = type === RECORD_ROUTE ? 4 : 5;
    return Uint8Array.from(optionOctets({ type, room, pointer, flags: 0, lengthError: 0 }));
  });

/** IPv4 options as they stand in a header, at most 40 octets: none, valid, nearly valid, or anything. */
export const anyOptions: Arbitrary<Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(new Uint8Array(0)) },
  {
    weight: 3,
    arbitrary: fc
      .array(option, { minLength: 1, maxLength: 3 })
      .map((plans) => Uint8Array.from(plans.flatMap(optionOctets).slice(0, MAX_OCTETS))),
  },
  { weight: 1, arbitrary: roomForAddresses },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: MAX_OCTETS }) },
);
