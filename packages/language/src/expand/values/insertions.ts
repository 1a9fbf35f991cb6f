/** An expression in a text: `${…}`. */
export interface Insertion {
  readonly expression: string;
  /** Where the expression begins in the text. */
  readonly start: number;
}

/** What a text is made of: texts as they are, and insertions. */
export type TextParts =
  | { readonly parts: readonly (string | Insertion)[] }
  | { readonly fault: { readonly start: number; readonly end: number; readonly message: string } };

const OPENING = '${';
/** `$${` is a `${` that is meant as it stands. */
const ESCAPED = '$${';

const known = new Map<string, TextParts>();
/** Texts that are kept: loops take the same ones apart again and again. */
const MAX_KNOWN = 5_000;

export function hasInsertion(text: string): boolean {
  return text.includes(OPENING);
}

/** Takes a text apart. */
export function insertionsIn(text: string): TextParts {
  let found = known.get(text);
  if (found === undefined) {
    if (known.size >= MAX_KNOWN) known.clear();
    found = takenApart(text);
    known.set(text, found);
  }
  return found;
}

function takenApart(text: string): TextParts {
  const parts: (string | Insertion)[] = [];
  let plain = '';
  let at = 0;
  for (let next = text.indexOf(OPENING); next >= 0; next = text.indexOf(OPENING, at)) {
    if (text.startsWith(ESCAPED, next - 1) && next > at) {
      plain += text.slice(at, next - 1) + OPENING;
      at = next + OPENING.length;
      continue;
    }
    const start = next + OPENING.length;
    const end = closingBrace(text, start);
    if (end < 0) {
      const message = `'${OPENING}' has no '}' behind its expression (a '${OPENING}' as it stands is written '${ESCAPED}')`;
      return { fault: { start: next, end: start, message } };
    }
    const expression = text.slice(start, end);
    if (expression.trim() === '') {
      const message = `there is no expression in '${OPENING}}'`;
      return { fault: { start: next, end: end + 1, message } };
    }
    plain += text.slice(at, next);
    if (plain !== '') parts.push(plain);
    parts.push({ expression, start });
    plain = '';
    at = end + 1;
  }
  plain += text.slice(at);
  if (plain !== '' || parts.length === 0) parts.push(plain);
  return { parts };
}

/** The brace that ends an expression, which may have braces and texts in it; -1 if there is none. */
function closingBrace(text: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] as string;
    if (quote !== '') {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '{') {
      depth += 1;
    } else if (character === '}') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return -1;
}
