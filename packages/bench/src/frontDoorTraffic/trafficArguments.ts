import { parseArgs } from 'node:util';
import { UsageError } from '../cli/arguments.js';
import {
  TRAFFIC_NETWORKS,
  TRAFFIC_OUTPUTS,
  type TrafficNetwork,
  type TrafficOutput,
} from './trafficNetwork.js';

/** What is asked of the traffic through the front door. */
export interface TrafficArguments {
  readonly networks: readonly TrafficNetwork[];
  readonly outputs: readonly TrafficOutput[];
  /** Runs of each; the median counts. */
  readonly runs: number;
  /** Datagrams of each flow; the network's own number unless given. */
  readonly datagrams: number | null;
  /** The comparison program, run in turn; null: none. */
  readonly against: string | null;
  readonly json: boolean;
  /** A folder that the scenario files are written to; nothing is run then. */
  readonly write: string | null;
}

const DEFAULT_RUNS = 5;

/** Reads the words behind `front-door-traffic`; throws a {@link UsageError}. */
export function readTrafficArguments(words: readonly string[]): TrafficArguments {
  const { network, output, runs, datagrams, against, json = false, write } = parsed(words);
  const networks = [...TRAFFIC_NETWORKS.keys()];
  return {
    networks: chosen('network', network, networks).map((name) => {
      return TRAFFIC_NETWORKS.get(name) as TrafficNetwork;
    }),
    outputs: chosen('output', output, TRAFFIC_OUTPUTS),
    runs: runs === undefined ? DEFAULT_RUNS : countOf('runs', runs),
    datagrams: datagrams === undefined ? null : countOf('datagrams', datagrams),
    against: against ?? null,
    json,
    write: write ?? null,
  };
}

function parsed(words: readonly string[]) {
  try {
    const options = {
      network: { type: 'string' },
      output: { type: 'string' },
      runs: { type: 'string' },
      datagrams: { type: 'string' },
      against: { type: 'string' },
      json: { type: 'boolean' },
      write: { type: 'string' },
    } as const;
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Names with commas between them, each one of `all`; all of them unless given. */
function chosen<Name extends string>(
  option: string,
  text: string | undefined,
  all: readonly Name[],
): readonly Name[] {
  return (
    text?.split(',').map((word) => {
      const name = all.find((one) => one === word);
      if (name !== undefined) return name;
      throw new UsageError(`--${option} takes ${all.join(', ')}, not "${word}"`);
    }) ?? all
  );
}

function countOf(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`--${option} takes a number from 1 on, not "${text}"`);
}
