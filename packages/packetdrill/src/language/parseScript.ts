// The whole of a script. One file for each part of the grammar; each function takes what it parses off a cursor.
import { Cursor } from './cursor.js';
import type { Defines } from './lexer.js';
import { tokensOf } from './lexer.js';
import { parseEvent } from './parseEvent.js';
import type { Script, ScriptEvent, ScriptOption, ShellAction } from './script.js';

/**
 * Reads a script. `defines` are what the command line gives; the script's own `--define` lines add to them.
 *
 * @throws {SyntaxFault} with line, column, and what was expected
 * @throws {NotSupported} where the grammar has what does not exist here
 */
export function parseScript(text: string, defines: Defines = new Map()): Script {
  const first = new Cursor(tokensOf(text, defines));
  const own = definesIn(parseOptions(first));
  const cursor = own.size > 0 ? new Cursor(tokensOf(text, new Map([...own, ...defines]))) : first;
  const options =
    own.size > 0 ? parseOptions(cursor) : parseOptions(new Cursor(tokensOf(text, defines)));
  const setUp = takeShell(cursor);
  const events: ScriptEvent[] = [];
  let cleanUp: ShellAction | null = null;
  while (cursor.peek().kind !== 'end') {
    cleanUp = takeShell(cursor);
    if (cleanUp !== null) {
      if (cursor.peek().kind !== 'end') cursor.fail('the end of the script after its last command');
      break;
    }
    events.push(parseEvent(cursor));
  }
  if (events.length === 0) cursor.fail('a time, and what happens then');
  return { options, setUp, events, cleanUp };
}

function takeShell(cursor: Cursor): ShellAction | null {
  const token = cursor.takeKind('shell');
  return token === null ? null : { kind: 'shell', line: token.position.line, text: token.text };
}

function parseOptions(cursor: Cursor): ScriptOption[] {
  const options: ScriptOption[] = [];
  for (let flag = cursor.takeKind('option'); flag !== null; flag = cursor.takeKind('option')) {
    const value = cursor.takeMark('=') ? optionValue(cursor) : null;
    options.push({ name: flag.text.slice(2), value, line: flag.position.line });
  }
  return options;
}

function optionValue(cursor: Cursor): string {
  const token = cursor.take();
  const isName = token.kind === 'word';
  if (isName && cursor.takeMark('=')) {
    const value = cursor.take();
    const quote = value.kind === 'string' ? '"' : value.kind === 'shell' ? '`' : '';
    return `${token.text}=${quote}${value.text}${quote}`;
  }
  const fits = isName || ['integer', 'hex', 'float', 'string', 'address'].includes(token.kind);
  return fits ? token.text : cursor.fail('a value of the option', token);
}

function definesIn(options: readonly ScriptOption[]): Map<string, string> {
  const defines = new Map<string, string>();
  for (const { name, value } of options) {
    if (name !== 'define' || value === null) continue;
    const at = value.indexOf('=');
    if (at > 0) defines.set(value.slice(0, at), value.slice(at + 1));
  }
  return defines;
}
