import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { TextBuffer, TextPiece } from './textBuffer.js';

/** What a buffer hands over, as one text. */
function written(work: (buffer: TextBuffer) => void): string {
  let text = '';
  const decoder = new TextDecoder();
  const write = (chunk: Uint8Array) => {
    text += decoder.decode(chunk, { stream: true });
  };
  const buffer = new TextBuffer({ write });
  work(buffer);
  buffer.flush();
  return text;
}

describe('the buffer of a text', () => {
  test.prop([
    fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('\x7f\u{10ffff}\x7f\u{1f600}', 'x'.repeat(300_000), 'é'.repeat(200_000)),
        fc.nat({ max: Number.MAX_SAFE_INTEGER }),
        fc.nat({ max: 100_000 }),
      ),
    ),
    fc.boolean(),
  ])('hands over texts and numbers as they are', (values, isOften) => {
    const expected = values.map((value) => (typeof value === 'number' ? value : wellFormed(value)));
    const text = written((buffer) => {
      for (const value of values) {
        if (typeof value === 'number') buffer.integer(value);
        else if (isOften) buffer.piece(new TextPiece(value));
        else buffer.text(value);
      }
    });
    expect(text).toBe(expected.join(''));
  });

  it('writes every number of digits', () => {
    const numbers = Array.from({ length: 16 }, (_, digits) => [
      10 ** digits - 1,
      10 ** digits,
    ]).flat();
    const text = written((buffer) => {
      for (const number of numbers) {
        buffer.integer(number);
        buffer.text(' ');
      }
    });
    expect(text.trim().split(' ').map(Number)).toEqual(numbers);
  });

  it('repeats what stands in the chunk', () => {
    const text = written((buffer) => {
      buffer.text('once, ');
      const from = buffer.at;
      buffer.text('and again, ');
      buffer.repeat(from, buffer.at - from);
    });
    expect(text).toBe('once, and again, and again, ');
  });
});

/** As an encoder has it: without half a surrogate pair. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
