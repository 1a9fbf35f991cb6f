import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureText } from './report/text.js';
import { KNOWN_LINUX_FAILURES } from './run/knownFailures.js';
import { runSuite } from './run/runSuite.js';
import { shippedVectorFiles } from './shippedVectors.js';
import { KNOWN_TCP_FAILURES } from './tcp/knownFailures.js';
import { type LocatedVector, readVectors } from './vector/readVectors.js';

/** Failed vectors that are shown of a file. */
const SHOWN = 10;

async function vectorsIn(file: string): Promise<readonly LocatedVector[]> {
  const read = await readVectors(file);
  if ('code' in read) throw new Error(read.message);
  expect(read.warnings).toEqual([]);
  expect(read.vectors.length).toBeGreaterThan(0);
  return read.vectors;
}

/** The first failures as text, so that they are what a failed test shows. */
function failuresOf(vectors: readonly LocatedVector[], profile?: string): string[] {
  const failures: string[] = [];
  for (const outcome of runSuite(vectors, { profile })) {
    if (outcome.status === 'failed') failures.push(failureText(outcome));
    if (outcome.status === 'skipped') failures.push(`${outcome.reason}`);
  }
  return failures.length > SHOWN
    ? [...failures.slice(0, SHOWN), `${failures.length} in all`]
    : failures;
}

const files = (await shippedVectorFiles()).map((file) => [basename(file), file] as const);
const isTcp = ([name]: readonly [string, string]) => name.startsWith('linux-tcp-');
const recordedFrom = (stack: string) =>
  files.filter((file) => file[0].startsWith(stack) && !isTcp(file));

describe('vectors recorded from gVisor', () => {
  it('are all there', async () => {
    const counts = await Promise.all(recordedFrom('gvisor').map(([, file]) => vectorsIn(file)));
    expect(counts.flat()).toHaveLength(3201);
  });

  it.each(recordedFrom('gvisor'))('%s pass under profile netstack', async (_, file) => {
    expect(failuresOf(await vectorsIn(file), 'netstack')).toEqual([]);
  });
});

describe('vectors recorded from Linux', () => {
  it.each(recordedFrom('linux'))('%s pass, but for those known to fail', async (name, file) => {
    const failed: string[] = [];
    for (const { status, located } of runSuite(await vectorsIn(file), { profile: 'linux' })) {
      if (status === 'failed') failed.push(located.vector.name);
    }
    const area = `${name.replace(/\.jsonl.*$/, '')}/`;
    const known = KNOWN_LINUX_FAILURES.flatMap(({ vectors }) => vectors);
    expect(failed.sort()).toEqual(known.filter((vector) => vector.startsWith(area)).sort());
  });

  it('are all there', async () => {
    const counts = await Promise.all(recordedFrom('linux').map(([, file]) => vectorsIn(file)));
    expect(counts.flat()).toHaveLength(1252);
  });
});

describe('TCP vectors recorded from Linux', () => {
  const tcpFiles = files.filter(isTcp);

  it('are all there', async () => {
    const counts = await Promise.all(tcpFiles.map(([, file]) => vectorsIn(file)));
    expect(counts.flat()).toHaveLength(881);
  });

  it.each(tcpFiles)('%s pass, but for those known to fail', async (name, file) => {
    const failed: string[] = [];
    for (const outcome of runSuite(await vectorsIn(file))) {
      if (outcome.status !== 'passed') failed.push(outcome.located.vector.name);
    }
    const area = `${name.replace(/^linux-/, '').replace(/\.jsonl.*$/, '')}/`;
    const known = KNOWN_TCP_FAILURES.filter((vector) => vector.startsWith(area));
    expect(failed.sort()).toEqual([...known].sort());
  });
});
