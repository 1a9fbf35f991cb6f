import { Composer, type Document, isDocument, Lexer, type ParsedNode, Parser } from 'yaml';
import type { Fault } from '../diagnostics/diagnostic.js';

/** Mappings and lists inside each other; a scenario needs six. */
export const MAX_NESTING_DEPTH = 64;

/** Tokens that the parser may hold open: a level takes one or two. */
const MAX_OPEN_TOKENS = 2 * MAX_NESTING_DEPTH + 8;

/** Words and marks of a file that all of YAML is read from. What has more costs seconds, mostly to say it is wrong. */
const MAX_LEXEMES = 200_000;

/** A YAML document, or why the text is none. */
export type ParsedYaml =
  | { readonly document: Document.Parsed<ParsedNode> }
  | { readonly fault: Fault };

/**
 * Reads the structure of a YAML text. Stops at what would take too much time or memory, and says that of the offset
 * `refusedAt`: from there on the text uses what few files do.
 */
export function parseYaml(text: string, refusedAt = 0): ParsedYaml {
  // A text of nothing but mistakes makes an error object for each; their stacks would cost seconds.
  const stackTraceLimit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return parse(text, refusedAt);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function parse(text: string, refusedAt: number): ParsedYaml {
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
    if (lexemes > MAX_LEXEMES) return { fault: tooMuch(refusedAt) };
    for (const token of parser.next(lexeme)) take(composer.next(token));
    if (parser.stack.length > MAX_OPEN_TOKENS) {
      return { fault: nestedTooDeeply(parser.offset) };
    }
    if (documents.length > 0 && lexeme === '---') break;
  }
  for (const token of parser.end()) take(composer.next(token));
  take(composer.end(true, text.length));
  const [document, second] = documents;
  if (document === undefined) return { fault: { offset: 0, end: 0, message: 'the file is empty' } };
  const fault = firstError(document, text);
  if (fault !== undefined) return { fault };
  if (second !== undefined) {
    const offset = document.range[2];
    return {
      fault: {
        offset,
        end: offset + 3,
        message: 'a second document begins here: a scenario file holds one',
      },
    };
  }
  return { document };
}

/** What follows a first mistake of syntax is mostly its consequence. */
function firstError(document: Document.Parsed, text: string): Fault | undefined {
  let first = document.errors[0];
  for (const error of document.errors) {
    if (first !== undefined && error.pos[0] < first.pos[0]) first = error;
  }
  if (first === undefined) return undefined;
  const offset = Math.min(first.pos[0], text.length);
  const { message, suggestion } = inOwnWords(first.code, first.message);
  const fault = { offset, end: Math.max(offset, first.pos[1]), message };
  return suggestion === undefined ? fault : { ...fault, suggestion };
}

/** The parser's messages that say how YAML is built, said for people who write scenarios. */
function inOwnWords(code: string, message: string): { message: string; suggestion?: string } {
  const closing = /end with an? (.)$/.exec(message)?.[1];
  if (closing !== undefined) return { message: `a '${closing}' is missing before this place` };
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
    'so large a file is read only as programs write it, on one line each value, without anchors, aliases, tags and | or > texts: here is something else, or a mistake';
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
