// What scripts throw may be anything: nothing, an object without a prototype, a proxy that throws when it is looked at.
// Nothing here throws, whatever it is asked about.
const LONGEST = 500;
const NOT_SHOWN = 'something that cannot be shown';

/** What can be told of something that was thrown. */
export interface ThrownTexts {
  readonly name?: string;
  readonly message?: string;
  readonly stack?: string;
}

/** The texts of an error of whatever realm; those that it has. */
export function textsOfThrown(thrown: unknown): ThrownTexts {
  if ((typeof thrown !== 'object' && typeof thrown !== 'function') || thrown === null) return {};
  const text = (key: string) => {
    const value = quietly((): unknown => Reflect.get(thrown, key));
    return typeof value === 'string' ? { [key]: value } : {};
  };
  return { ...text('name'), ...text('message'), ...text('stack') };
}

/** What was thrown, in a line that a terminal can show. */
export function thrownText(thrown: unknown): string {
  const { name, message } = textsOfThrown(thrown);
  if (message !== undefined) return inLine(`${name ?? 'Error'}: ${message}`);
  return `a script threw ${inLine(valueText(thrown))}`;
}

/** A value as text, as `console.log` tells it. */
export function valueText(value: unknown): string {
  const text = quietly(() => String(value));
  return typeof text === 'string' ? text : NOT_SHOWN;
}

function quietly<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function inLine(text: string): string {
  const line = text
    .slice(0, LONGEST)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\p{Cc}/gu, '\ufffd');
  return text.length > LONGEST ? `${line}…` : line;
}
