/** A part of the page: what is expected, and what came of it. */
export interface Section {
  readonly title: string;
  /** What theory or others say, what is run, and which bounds the test keeps; Markdown. */
  readonly text: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A number with so many decimal places. */
export function fixed(value: number, places: number): string {
  return value.toFixed(places);
}

const WIDTH = 120;

/** A paragraph, its lines at most 120 characters long. */
export function wrappedText(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** A section as Markdown, down to the rows of its table. */
export function sectionHead({ title, text, header }: Section): string {
  const ruler = `|${header.map(() => '---:|').join('')}`;
  return `## ${title}\n\n${wrappedText(text)}\n\n${rowText(header)}\n${ruler}\n`;
}

/** A section as Markdown. */
export function sectionText(section: Section): string {
  return `${sectionHead(section)}${section.rows.map(rowText).join('\n')}\n`;
}

function rowText(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
