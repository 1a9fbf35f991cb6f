// The command `npm run mutations`: broken copies of the gallery, and what the command makes of them.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeFolder } from '@packetloom/scenarios';
import fc from 'fast-check';
import { attempt } from './attempt.js';
import { type MutableFile, type Mutation, mutations } from './mutations.js';

const LIMITS = { seconds: 20, megabytes: 800 };
const USAGE = `usage: npm run mutations -- [--runs N] [--seed N] [--from N] [--out FOLDER]

Changes files of the gallery at random and runs them for up to 200,000 events: exit codes 0, 1 and 2 alone, no stack trace, one
JSON document, at most ${LIMITS.seconds} s of the processor and ${LIMITS.megabytes} MB. Exit code 0: all did well, 1: not all.
`;

const scenarios = fileURLToPath(new URL('..', import.meta.resolve('@packetloom/scenarios')));
const program = join(scenarios, 'dist', 'cli', 'main.js');
const gallery = join(scenarios, 'gallery');

function main(): number {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '1' },
      out: { type: 'string', default: 'mutation-failures' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const options = { numRuns: Number(values.runs), seed: Number(values.seed) };
  const wanted = fc.sample(mutations(galleryFiles()), options);
  let failures = 0;
  const codes = new Map<string, number>();
  let maxSeconds = 0;
  let maxMegabytes = 0;
  for (const [index, mutation] of wanted.entries()) {
    const number = index + 1;
    if (number < Number(values.from)) continue;
    const { code, seconds, megabytes, faults, stderr } = runMutation(mutation);
    codes.set(String(code), (codes.get(String(code)) ?? 0) + 1);
    maxSeconds = Math.max(maxSeconds, seconds ?? 0);
    maxMegabytes = Math.max(maxMegabytes, megabytes ?? 0);
    if (faults.length === 0) continue;
    failures++;
    const folder = join(values.out, String(number));
    makeFolder(folder);
    writeFileSync(join(folder, basename(mutation.file)), mutation.octets);
    writeFileSync(join(folder, 'stderr.txt'), stderr);
    process.stdout.write(`${number}: ${mutation.kind} of ${mutation.file}: ${faults.join('; ')}\n`);
  }
  const counted = [...codes].map(([code, count]) => `${count} with exit code ${code}`).join(', ');
  process.stdout.write(
    `${wanted.length} mutations of seed ${values.seed}: ${counted}; at most ${maxSeconds.toFixed(1)} s of ` +
      `the processor and ${maxMegabytes.toFixed(0)} MB; ${failures} violated an invariant\n`,
  );
  return failures === 0 ? 0 : 1;
}

/** Scenarios, and what stands beside them: topologies and captures. */
function galleryFiles(): MutableFile[] {
  const names = readdirSync(gallery, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.(yaml|gml|pcapng)$/.test(name))
    .sort()
    .map((name) => ({ name, octets: readFileSync(join(gallery, name)) }));
}

/** Who reads the files that are no scenarios. */
const READERS: Readonly<Record<string, string>> = {
  '.gml': 'abilene.yaml',
  '.pcapng': 'replay.yaml',
};

function runMutation({ file, octets }: Mutation) {
  const folder = mkdtempSync(join(tmpdir(), 'packetloom-mutation-'));
  try {
    cpSync(gallery, folder, { recursive: true });
    writeFileSync(join(folder, file), octets);
    const scenario = READERS[file.slice(file.lastIndexOf('.'))] ?? file;
    // A day of traffic is no fault of a scenario; whoever runs thousands gives a limit.
    const words = [scenario, '--json', '--allow-scripts', '--out', 'out', '--max-events', '200000'];
    return attempt({ program, words, folder, limits: LIMITS });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = main();
