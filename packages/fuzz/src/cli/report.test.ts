import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FuzzFailure } from '../fuzz.js';
import { report, written } from './report.js';

const folder = mkdtempSync(join(tmpdir(), 'fuzz-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const failure: FuzzFailure = {
  finding: { name: 'ttl-falls', message: 'TTL 5 became 5' },
  scenario: { schema: 1, name: 'fuzz', nodes: { n0: { kind: 'host' } } },
  seed: 7,
  path: '12',
  runs: 13,
  tries: 40,
};

function write(into: string, each = failure) {
  let errors = '';
  const output = written(each, into, (text) => {
    errors += text;
  });
  return { output, errors };
}

describe('what is told of a failure', () => {
  it('has the invariant, what is wrong, seed and path, and the command that finds it again', () => {
    const text = report(failure, 33, '4.2', false);
    expect(text).toContain('FOUND after 33 scenarios in 4.2 s: ttl-falls is broken\n');
    expect(text).toContain('TTL 5 became 5\n');
    expect(text).toContain('seed 7, path 12; made smaller in 40 tries\n');
    expect(text).toContain('npm run fuzz -- --property ttl-falls --seed 7 --path 12\n');
  });

  it('says that there was no time to make it small', () => {
    expect(report(failure, 1, '1.0', true)).toContain('interrupted, it could be smaller');
  });
});

describe('the file of a failure', () => {
  it('is written into a folder that is made for it', () => {
    const into = join(folder, 'new');
    const { output, errors } = write(into);
    expect(output).toBe(`  npm run scenario -- ${into}/ttl-falls-7.yaml\n`);
    expect(errors).toBe('');
    expect(readdirSync(into)).toEqual(['ttl-falls-7.yaml']);
  });

  it('replaces an older one, and says so if that was different', () => {
    const into = join(folder, 'again');
    write(into);
    expect(write(into).output).not.toContain('older');
    const file = join(into, 'ttl-falls-7.yaml');
    writeFileSync(file, 'schema: 1\n');
    expect(write(into).output).toContain('replaces an older one');
    expect(readFileSync(file, 'utf8')).toContain('ttl-falls is broken');
  });

  it('is printed at once where nobody can make a folder', () => {
    const { output, errors } = write('/proc/x/y');
    expect(errors).toContain('/proc/x/y/ttl-falls-7.yaml cannot be written: ');
    expect(output).toContain('ttl-falls is broken');
  });

  it('is printed where it cannot be written', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { output, errors } = write(join(file, 'below'));
    expect(errors).toContain('ttl-falls-7.yaml cannot be written: ');
    expect(output).toContain('ttl-falls is broken');
    expect(output).toContain('expect:');
  });
});
