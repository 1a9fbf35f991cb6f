import { Composer, type Document, isDocument, Lexer, type ParsedNode, Parser } from 'yaml';
import type { Fault } from '../diagnostics/diagnostic.js';
import { MAX_NESTING_DEPTH } from './aliasLimits.js';

/** Tokens that the parser may hold open: a level takes one or two. */
const MAX_OPEN_TOKENS = 2 * MAX_NESTING_DEPTH + 8;

/** Words and marks that all of YAML is read from in any case. */
const MIN_LEXEMES = 200_000;
/** Octets of memory for each word and mark, measured: the tree of all values, with what is made in passing. */
const BYTES_A_LEXEME = 300;
/** Of the memory that there is, for the tree of values: the network comes beside it. */
const TREE_SHARE = 0.5;
/** Where nobody says how much memory there is. */
const USUAL_MEMORY = 4 * 2 ** 30;

/** A YAML document, or why the text is none. */
export type ParsedYaml =
  | { readonly document: Document.Parsed<ParsedNode> }
  | { readonly fault: Fault };

/** What is known of a text that is to be read with all of YAML. */
export interface ParseHints {
  /** From here on the text uses what few files do, or is wrong. */
  readonly refusedAt?: number;
  /** Octets of memory that the program may have. */
  readonly memoryBytes?: number;
}

/**
 * Reads the structure of a YAML text. Stops at what would take too much memory, and says that of the offset
 * `refusedAt`.
 */
export function parseYaml(text: string, hints: ParseHints = {}): ParsedYaml {
  const { refusedAt = 0, memoryBytes = USUAL_MEMORY } = hints;
  const allowed = Math.floor((memoryBytes * TREE_SHARE) / BYTES_A_LEXEME);
  const maxLexemes = Math.max(MIN_LEXEMES, allowed);
  // A text of nothing but mistakes makes an error object for each; their stacks would cost seconds.
  const stackTraceLimit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    const parsed =
      mistakeNear(text, refusedAt, maxLexemes) ?? parsedUpTo(text, text.length, maxLexemes);
    if (parsed === null) return { fault: tooMuch(refusedAt) };
    return 'fault' in parsed ? { fault: parsed.fault } : parsed;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** How much of a long text is read behind the place where it is unusual, at first. */
const FIRST_WINDOW = 65_536;

/** A mistake that is found without reading all of a long text; null if there may be none. */
function mistakeNear(text: string, refusedAt: number, maxLexemes: number): Mistake | null {
  for (let window = FIRST_WINDOW; refusedAt + window < text.length / 2; window *= 4) {
    const end = text.lastIndexOf('\n', refusedAt + window) + 1;
    const parsed = end > refusedAt ? parsedUpTo(text, end, maxLexemes) : null;
    if (parsed !== null && 'fault' in parsed && !parsed.isOfEnd) return parsed;
  }
  return null;
}

/** What is wrong; `isOfEnd`: perhaps only because the text ends there. */
interface Mistake {
  readonly fault: Fault;
  readonly isOfEnd: boolean;
}

/** The text up to `end`; null if it has too many lexemes. */
function parsedUpTo(
  whole: string,
  end: number,
  maxLexemes: number,
): Extract<ParsedYaml, { document: unknown }> | Mistake | null {
  const text = end < whole.length ? whole.slice(0, end) : whole;
  const parser = new Parser();
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, version: '1.2' });
  const documents: Document.Parsed<ParsedNode>[] = [];
  const take = (made: Iterable<unknown>) => {
    for (const document of made) {
      if (isDocument(document)) documents.push(document as Document.Parsed<ParsedNode>);
    }
  };
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > maxLexemes) return null;
    for (const token of parser.next(lexeme)) take(composer.next(token));
    if (parser.stack.length > MAX_OPEN_TOKENS) {
      return { fault: nestedTooDeeply(parser.offset), isOfEnd: false };
    }
    if (documents.length > 0 && lexeme === '---') break;
  }
  for (const token of parser.end()) take(composer.next(token));
  take(composer.end(true, text.length));
  const [document, second] = documents;
  if (document === undefined) {
    return { fault: { offset: 0, end: 0, message: 'the file is empty' }, isOfEnd: true };
  }
  const mistake = firstError(document, text);
  if (mistake !== undefined) return mistake;
  if (second === undefined) return { document };
  const offset = document.range[2];
  const message = 'a second document begins here: a scenario file holds one';
  return { fault: { offset, end: offset + 3, message }, isOfEnd: false };
}

/** What follows a first mistake of syntax is mostly its consequence. */
function firstError(document: Document.Parsed, text: string): Mistake | undefined {
  let first = document.errors[0];
  for (const error of document.errors) {
    if (first !== undefined && error.pos[0] < first.pos[0]) first = error;
  }
  if (first === undefined) return undefined;
  const offset = Math.min(first.pos[0], text.length);
  const { message, suggestion } = inOwnWords(first.code, first.message);
  const fault = { offset, end: Math.max(offset, first.pos[1]), message };
  const isOfEnd = CLOSING.test(first.message) || first.code === 'MISSING_CHAR';
  return { fault: suggestion === undefined ? fault : { ...fault, suggestion }, isOfEnd };
}

/** Of a bracket or brace that is not closed. */
const CLOSING = /end with an? (.)$/;

/** The parser's messages that say how YAML is built, said for people who write scenarios. */
function inOwnWords(code: string, message: string): { message: string; suggestion?: string } {
  const closing = CLOSING.exec(message)?.[1];
  if (closing !== undefined) return { message: `a '${closing}' is missing before this point` };
  switch (code) {
    case 'TAB_AS_INDENT':
      return {
        message: 'a tab is used to indent: YAML is indented with spaces',
        suggestion: 'two spaces for each level',
      };
    case 'BAD_INDENT':
      return { message: `this line is not indented like its neighbours (${lowerFirst(message)})` };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message:
          'a "key: value" inside of a plain value: is a line indented too far, or do two keys stand on one line?',
      };
    case 'MISSING_CHAR':
      if (!message.includes('quote')) break;
      return { message: 'this text in quotes has no end' };
    case 'UNEXPECTED_TOKEN':
      if (!/ flow-\S+ at node end$/.test(message)) break;
      return {
        message:
          'a text in { } or [ ] ends before a bracket or brace: write it in quotes if that is part of it',
      };
    case 'MULTIPLE_DOCS':
      return { message: 'a second document begins here: a scenario file holds one' };
    case 'RESOURCE_EXHAUSTION':
      return { message: `nested deeper than ${MAX_NESTING_DEPTH} levels` };
  }
  return { message: `not valid YAML: ${lowerFirst(message)}` };
}

function tooMuch(offset: number): Fault {
  const message =
    'here is a mistake, or what takes more memory than there is to read in so large a file: a value on several lines, a tag, a merge key; NODE_OPTIONS=--max-old-space-size=16384 allows 16 GB, where the machine has it';
  return { offset, end: offset + 1, message };
}

/** A message for values that are nested too deeply. */
export function nestedTooDeeply(offset: number): Fault {
  return { offset, end: offset + 1, message: `nested deeper than ${MAX_NESTING_DEPTH} levels` };
}

function lowerFirst(message: string): string {
  const first = message.slice(0, 1).toLowerCase() + message.slice(1);
  return first.replace(/\.$/, '');
}
