/** Stands for any letters in a pattern of names. */
const ANY = '*';

/** Whether a text is a pattern, and no name. */
export function isNamePattern(text: string): boolean {
  return text.includes(ANY);
}

/** Whether a name is like a pattern, in which each `*` stands for any letters. In linear time for each `*`. */
export function fitsPattern(name: string, pattern: string): boolean {
  const [head = '', ...rest] = pattern.split(ANY);
  const tail = rest.pop();
  if (tail === undefined) return name === pattern;
  if (!name.startsWith(head) || name.length < head.length + tail.length) return false;
  let offset = head.length;
  for (const part of rest) {
    const found = name.indexOf(part, offset);
    if (found < 0) return false;
    offset = found + part.length;
  }
  return name.endsWith(tail) && name.length - tail.length >= offset;
}
