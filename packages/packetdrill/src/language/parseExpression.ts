// Arguments and results: numbers, names, lists, structures.
import type { Cursor } from './cursor.js';
import type { Expression, Field } from './script.js';

export function parseExpressions(cursor: Cursor): Expression[] {
  const items = [parseExpression(cursor)];
  while (cursor.takeMark(',')) items.push(parseExpression(cursor));
  return items;
}

export function parseExpression(cursor: Cursor): Expression {
  const first = parsePrimary(cursor);
  if (!cursor.isMark('|')) return first;
  const parts = [first];
  while (cursor.takeMark('|')) parts.push(parsePrimary(cursor));
  return { kind: 'or', parts };
}

function parsePrimary(cursor: Cursor): Expression {
  const token = cursor.take();
  switch (token.kind) {
    case 'ellipsis':
      return { kind: 'ellipsis' };
    case 'integer':
    case 'hex':
      return { kind: 'number', value: Number(token.text) };
    case 'word':
      return parseName(cursor, token.text);
    case 'string':
      return parseString(cursor, token.text);
    case 'mark':
      if (token.text === '[') return parseList(cursor);
      if (token.text === '{') return parseBraces(cursor);
      break;
    default:
      break;
  }
  return cursor.fail("a number, a name, a \"string\", '...', '[' or '{'", token);
}

function parseName(cursor: Cursor, name: string): Expression {
  if (!cursor.takeMark('(')) return { kind: 'word', name };
  const args = cursor.isMark(')') ? [] : parseExpressions(cursor);
  cursor.expectMark(')', `behind ${name}(…`);
  return { kind: 'call', name, arguments: args };
}

function parseString(cursor: Cursor, first: string): Expression {
  let text = first;
  for (let next = cursor.takeKind('string'); next !== null; next = cursor.takeKind('string')) {
    text += next.text;
  }
  cursor.takeKind('ellipsis');
  return { kind: 'string', text };
}

function parseList(cursor: Cursor): Expression {
  const items = cursor.isMark(']') ? [] : parseExpressions(cursor);
  cursor.expectMark(']', 'at the end of a list');
  return { kind: 'list', items };
}

function parseBraces(cursor: Cursor): Expression {
  const isStruct = cursor.isWord() && (cursor.isMark('=', 1) || cursor.isMark('(', 1));
  if (!isStruct) {
    const items = cursor.isMark('}') ? [] : parseExpressions(cursor);
    cursor.expectMark('}', 'behind its parts');
    return { kind: 'tuple', items };
  }
  const fields = [parseField(cursor)];
  while (cursor.takeMark(',')) fields.push(parseField(cursor));
  cursor.expectMark('}', "or ',' behind a field");
  return { kind: 'struct', fields };
}

function parseField(cursor: Cursor): Field {
  const name = cursor.expectKind('word', 'the name of a field').text;
  let length: Expression | null = null;
  if (cursor.takeMark('(')) {
    length = parseExpression(cursor);
    cursor.expectMark(')', `behind ${name}(…`);
  }
  cursor.expectMark('=', `behind ${name}`);
  return { name, length, value: parseExpression(cursor) };
}
