import picocolors from 'picocolors';

/** Colours, or none. */
export type Style = ReturnType<typeof picocolors.createColors>;

/** Nothing is coloured. */
export const PLAIN: Style = picocolors.createColors(false);

/** Colours for a stream: only a terminal gets some, and NO_COLOR and TERM=dumb turn them off. */
export function styleFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Style {
  const { NO_COLOR = '', TERM } = environment;
  return picocolors.createColors(stream.isTTY === true && NO_COLOR === '' && TERM !== 'dumb');
}

/** The characters that a text takes on a terminal, as far as reports use them. */
export function widthOf(text: string): number {
  return [...text].length;
}

/** Fills up with spaces at the end. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Rows with their cells one under the other, two spaces between them. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : padEnd(cell, widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
