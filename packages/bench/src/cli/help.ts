import type { BenchmarkFamily } from '../benchmark.js';

/** What `--help` prints. */
export function helpText(families: readonly BenchmarkFamily[]): string {
  const width = Math.max(...families.map(({ name }) => name.length));
  const list = families
    .map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`)
    .join('');
  return `npm run bench -- [NAME...] [options]

Measures how fast networks are simulated, in seconds of the processor. Each benchmark runs in a process of its own,
once untimed and then five times; the median counts. Without names, all are run, each with all its sizes.

${list}
  --json           one line of JSON for each benchmark
  --runs N         timed runs of each benchmark (5)
  --save FILE      keeps the results
  --compare FILE   shows ratios to results that were kept
  --smoke          one run each; fails only where something is out of all proportion

${FRONT_DOOR_HELP}
${FRONT_DOOR_TRAFFIC_HELP}`;
}

/** What `front-door --help` prints. */
export const FRONT_DOOR_HELP = `npm run bench -- front-door [options]

Writes scenario files with 100 pings and 100 flows, and tells the CPU time of each phase from the text to the
report, the most memory, and both for the command as a whole.

  --routers N,…    sizes of the networks (100,1000,10000,100000)
  --shape SHAPE    grid, tree or random (all three)
  --format FORMAT  the network in the file itself, as yaml or json, or imported from gml or graphml (yaml)
  --json           one line of JSON for each network
  --write FOLDER   writes the files there and runs nothing
`;

/** What `front-door-traffic --help` prints. */
export const FRONT_DOOR_TRAFFIC_HELP = `npm run bench -- front-door-traffic [options]

Runs the command on scenario files with much traffic, and tells packet-hops in a second of CPU (the whole command, all
threads), without and with what it can write.

  --network NAME,…   chain-8, star-8, grid-32 (all)
  --output NAME,…    none, capture, plain-capture, events, explain (all)
  --runs N           runs of each, of which the median counts (5)
  --datagrams N      datagrams of each flow
  --against PROGRAM  another simulator's program, run in turn: called as PROGRAM chain N=8 csum=1 P=200000, it prints
                     its "hops"
  --json             one line of JSON for each
  --write FOLDER     writes the files there and runs nothing
`;
