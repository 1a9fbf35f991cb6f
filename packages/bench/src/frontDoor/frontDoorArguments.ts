import { parseArgs } from 'node:util';
import { UsageError } from '../cli/arguments.js';
import { NETWORK_SHAPES, type NetworkShape } from './networkShape.js';
import { NETWORK_FORMATS, type NetworkFormat, type NetworkSpec } from './scenarioText.js';

/** What is asked of the front door. */
export interface FrontDoorArguments {
  readonly networks: readonly NetworkSpec[];
  /** One line of JSON for each network in place of a table. */
  readonly json: boolean;
  /** A folder that the scenario files are written to and stay in; nothing is run then. */
  readonly write: string | null;
}

const DEFAULT_ROUTERS = '100,1000,10000,100000';
const PAIRS = 100;

/** Reads the words behind `front-door`; throws a {@link UsageError}. */
export function readFrontDoorArguments(words: readonly string[]): FrontDoorArguments {
  const { routers = DEFAULT_ROUTERS, shape, format = 'yaml', json = false, write } = parsed(words);
  const shapes: readonly NetworkShape[] =
    shape === undefined ? NETWORK_SHAPES : [oneOf('shape', shape, NETWORK_SHAPES)];
  const written: NetworkFormat = oneOf('format', format, NETWORK_FORMATS);
  const sizes = routers.split(',').map(sizeOf);
  return {
    networks: shapes.flatMap((each) =>
      sizes.map((size) => ({ shape: each, routers: size, format: written, pairs: PAIRS })),
    ),
    json,
    write: write ?? null,
  };
}

function parsed(words: readonly string[]) {
  try {
    const options = {
      routers: { type: 'string' },
      shape: { type: 'string' },
      format: { type: 'string' },
      json: { type: 'boolean' },
      write: { type: 'string' },
    } as const;
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function sizeOf(text: string): number {
  const size = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 0;
  if (size >= 2) return size;
  throw new UsageError(`--routers takes numbers from 2 on, such as 100,1000, not "${text}"`);
}

function oneOf<Word extends string>(name: string, text: string, words: readonly Word[]): Word {
  const word = words.find((each) => each === text);
  if (word === undefined) throw new UsageError(`--${name} takes ${words.join(' or ')}`);
  return word;
}
