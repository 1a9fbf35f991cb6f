/** A name with `*`, which stands for any letters. */
export function isPattern(text: string): boolean {
  return text.includes('*');
}

/** Whether a name is as a pattern says, piece by piece from the left. */
export function fits(name: string, pattern: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] as string;
  const last = pieces.at(-1) as string;
  if (pieces.length === 1) return name === pattern;
  if (!name.startsWith(first) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
