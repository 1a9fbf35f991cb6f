// What is known of the event of each slot, in one row of 24 octets: a slot that is met at random costs one cache line.

/** Numbers of a row: {@link TIME} and {@link SEQUENCE}; the third place holds two words. */
export const NUMBERS = 3;
/** When it happens, in nanoseconds. */
export const TIME = 0;
/** Order among events of one instant. */
export const SEQUENCE = 1;

/** Words of a row, those of its numbers included. */
export const WORDS = 6;
/** The slot behind it in its bucket, or {@link NOBODY}. */
export const NEXT = 4;
/** Place in the heap, from 1 on; 0: nowhere; below 0: in a bucket, see `farEvents`. */
export const WHERE = 5;

export const NOWHERE = 0;
export const NOBODY = -1;

const INITIAL_ROWS = 64;

/** The rows of all slots. */
export class EventRows {
  /** Row after row. Replaced when it grows. */
  numbers = new Float64Array(INITIAL_ROWS * NUMBERS);
  /** The same memory. */
  words = new Int32Array(this.numbers.buffer);

  /** Prepares for slots below this number. */
  reserve(slots: number): void {
    if (slots * NUMBERS <= this.numbers.length) return;
    const numbers = new Float64Array(Math.max(slots * NUMBERS, this.numbers.length * 2));
    numbers.set(this.numbers);
    this.numbers = numbers;
    this.words = new Int32Array(numbers.buffer);
  }
}
