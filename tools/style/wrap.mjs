// Wraps the prose of Markdown: paragraphs and list items, not code, tables and headings.

export const MAX_COLUMNS = 120;

const FENCE = /^\s*(```|~~~)/;
const ITEM = /^(\s*)([-*]|\d+\.)\s+/;
/** Lines that stay as they are: blank, headings, tables, quotes, HTML and link definitions. */
const AS_IT_IS = /^\s*($|#|\||>|<|\[[^\]]+\]:|---)/;

/**
 * Paragraphs with a line that is too long are filled again; others stay as they are.
 * @param {string} markdown @returns {string}
 */
export function wrapped(markdown) {
  const out = [];
  /** @type {string[]} */
  let block = [];
  let inCode = false;
  const flush = () => {
    out.push(...(block.some((line) => line.length > MAX_COLUMNS) ? filled(block) : block));
    block = [];
  };
  for (const line of markdown.split('\n')) {
    if (FENCE.test(line)) {
      flush();
      inCode = !inCode;
      out.push(line);
    } else if (inCode || AS_IT_IS.test(line)) {
      flush();
      out.push(line);
    } else {
      if (ITEM.test(line)) flush();
      block.push(line);
    }
  }
  flush();
  return out.join('\n');
}

/** @param {readonly string[]} block @returns {string[]} */
function filled(block) {
  const [first = ''] = block;
  const indentation = ITEM.exec(first)?.[0] ?? /^\s*/.exec(first)?.[0] ?? '';
  const hanging = ' '.repeat(indentation.length);
  const lines = [];
  let line = indentation;
  let isEmpty = true;
  for (const word of words(block, indentation)) {
    if (!isEmpty && line.length + 1 + word.length > MAX_COLUMNS && !beginsItem(word)) {
      lines.push(line);
      line = hanging + word;
    } else {
      line += isEmpty ? word : ` ${word}`;
    }
    isEmpty = false;
  }
  return [...lines, line];
}

/** @param {readonly string[]} block @param {string} indentation @returns {string[]} */
function words(block, indentation) {
  const text = [block[0]?.slice(indentation.length) ?? '', ...block.slice(1).map((l) => l.trim())];
  // Code stays whole: a line break in it would be shown.
  return text.join(' ').match(/(?:`[^`]*`|[^\s`])+/g) ?? [];
}

/** Whether Markdown would take a word at the beginning of a line for something else. @param {string} word */
function beginsItem(word) {
  return /^([-+*>#=|]|\d+[.)])$/.test(word);
}
