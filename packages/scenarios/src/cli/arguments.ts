import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { Invocation } from './invocation.js';

/** What the user asks for. */
export interface Arguments {
  readonly files: readonly string[];
  readonly seed: number | undefined;
  /** Values of parameters instead of those of the files, by name. */
  readonly set: Readonly<Record<string, string>>;
  /** Which run of the seed; 0 if not given. */
  readonly run: number | undefined;
  /** Events after which a run is given up; 100 million if not given. */
  readonly maxEvents: number | undefined;
  /** Octets of memory that packets of a run may take; 256 MiB if not given. */
  readonly maxPacketBytes: number | undefined;
  readonly out: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly list: boolean;
  /** Whether the timeline tells of the everyday work of IGMP, too. */
  readonly control: boolean;
  /** The datagram whose life is told. */
  readonly explain: string | undefined;
  /** Whether scripts of scenarios may run. */
  readonly allowScripts: boolean;
}

/** The arguments as understood; or a text to show instead, such as the help; or what is wrong with them. */
export type ParsedArguments =
  | { readonly kind: 'run'; readonly options: Arguments }
  | { readonly kind: 'show'; readonly text: string }
  | { readonly kind: 'error'; readonly message: string };

const MAX_SEED = 4_294_967_295;

const epilogue = (command: Invocation) => `
FILE is a scenario file (YAML or JSON), or the name of one of the gallery (see --list). Without a
FILE, the show-case of the gallery is run.

PACKET is the number of a datagram (packet.identity of events, the packet id of captures), or
app.NAME#3 (the third that an app sends), node.NAME#3 (that a node makes), link.NAME#3 or
link.NAME.forward#3 (that a link is given), segment.NAME#3.

Exit code: 0 all expectations held, 1 one failed, 2 something is wrong with the input:
a scenario file, a name, a script (also one that throws while it runs), or a run that
seems to have no end (--max-events, 10 million events at one instant, or packets
that take more memory than --max-memory); or output that cannot be written.
130, 143: ended by Ctrl-C or SIGTERM.
With --explain: 0 the datagram was found, 2 there is none of that name.

Examples:
  ${command.alone}
  ${command.words} --list
  ${command.words} my.yaml --out captures
  ${command.silent} my.yaml --seed 7 --run 3 --json
  ${command.words} my.yaml --set senders=32 --set rtt=40ms
  ${command.words} my.yaml --explain app.probe#3
`;

/** Reads the words of the command line, which began as `invocation` says. */
export function parseArguments(words: readonly string[], invocation: Invocation): ParsedArguments {
  let shown = '';
  const command = new Command(invocation.words)
    .description('Runs scenarios: networks of IPv4 hosts and routers in simulated time.')
    .argument('[FILE...]', 'scenario files')
    .option('--seed <N>', 'seed of all random numbers, instead of the scenario’s', readSeed)
    .option(
      '--run <N>',
      'number of the run, 0 by default: each draws other random numbers',
      readRun,
    )
    .option(
      '--set <NAME=VALUE>',
      'give a parameter of the scenario another value; may be written several times',
      readSetting,
      {},
    )
    .option(
      '--out <DIR>',
      'folder for captures (pcapng); made if it is not there, files in it replaced',
      readFolder,
    )
    .option('--json', 'print one JSON document instead of a report')
    .option('--quiet', 'print only what failed')
    .option('--control', 'show all IGMP messages in the timeline, too')
    .option('--explain <PACKET>', 'show what happens to one datagram instead of a report')
    .option(
      '--max-events <N>',
      'give a run up that has more events; 100 million by default',
      readCount,
    )
    .option(
      '--max-memory <SIZE>',
      'let packets take that much memory: 2gb; 256mb by default',
      readMemory,
    )
    .option('--allow-scripts', 'let scenarios run the TypeScript modules that they name')
    .option('--list', 'list the gallery of scenarios and stop')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', epilogue(invocation))
    .configureOutput({ writeOut: (text) => (shown += text), writeErr: () => undefined })
    .exitOverride();
  try {
    command.parse([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'show', text: shown };
    return { kind: 'error', message: inOneLine(error.message) };
  }
  const {
    seed,
    run,
    maxEvents,
    out,
    json,
    quiet,
    list,
    control,
    explain,
    allowScripts,
    maxMemory,
    set = {},
  } = command.opts<Partial<Arguments> & { readonly maxMemory?: number }>();
  const flags = {
    json: json === true,
    quiet: quiet === true,
    list: list === true,
    control: control === true,
  };
  const scripts = allowScripts === true;
  const options = {
    files: command.args,
    seed,
    set,
    run,
    maxEvents,
    maxPacketBytes: maxMemory,
    out,
    explain,
    allowScripts: scripts,
    ...flags,
  };
  const clash = explain === undefined ? null : clashWithExplain(options);
  return clash === null ? { kind: 'run', options } : { kind: 'error', message: clash };
}

/** --explain prints one thing about one run, and writes nothing. */
function clashWithExplain({ files, out, quiet, list }: Arguments): string | null {
  const other = out !== undefined ? '--out' : quiet ? '--quiet' : list ? '--list' : null;
  if (other !== null) return `--explain does not go with ${other}`;
  return files.length > 1 ? '--explain is about one scenario: name one FILE' : null;
}

function readSeed(text: string): number {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (seed <= MAX_SEED) return seed;
  throw new InvalidArgumentError(`Expected a whole number from 0 to ${MAX_SEED}.`);
}

/** `name=value`, beside those before it. */
function readSetting(
  text: string,
  others: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { name, value = '' } = /^(?<name>[A-Za-z]\w*)=(?<value>.+)$/s.exec(text)?.groups ?? {};
  if (name === undefined) {
    throw new InvalidArgumentError('Expected NAME=VALUE, such as senders=32.');
  }
  return { ...others, [name]: value };
}

function readRun(text: string): number {
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number from 0.');
}

function readFolder(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('Expected the name of a folder.');
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number from 1.');
}

const UNIT_BYTES = { kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30 } as const;

function readMemory(text: string): number {
  const { digits = '', unit = '' } =
    /^(?<digits>[1-9]\d{0,5})(?<unit>[kmg]b)$/i.exec(text)?.groups ?? {};
  const bytes = UNIT_BYTES[unit.toLowerCase() as keyof typeof UNIT_BYTES];
  if (bytes !== undefined) return Number(digits) * bytes;
  throw new InvalidArgumentError('Expected a size with its unit, such as 512mb or 2gb.');
}

/** Commander puts what may have been meant on a line of its own. */
function inOneLine(message: string): string {
  return message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
}
