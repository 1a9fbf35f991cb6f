// The same scripts by the real packetdrill on the real kernel.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scriptFiles } from './scriptFiles.js';

const folder = fileURLToPath(new URL('../scripts', import.meta.url));
const found = await scriptFiles([folder]);
const files = 'problem' in found ? [] : found;
const { error } = spawnSync('packetdrill', ['--help']);

if (error !== undefined) {
  process.stderr.write(
    'packetdrill is not on PATH: the scripts of packages/packetdrill are not checked against a real kernel.\n',
  );
}

describe('the real packetdrill', () => {
  it.runIf(error === undefined).each(files)('%s passes', (file) => {
    const { status, stderr } = spawnSync('unshare', ['-n', 'packetdrill', file]);
    expect(stderr.toString()).toBe('');
    expect(status).toBe(0);
  });

  it('has scripts to run', () => {
    expect(files.length).toBeGreaterThanOrEqual(60);
  });
});
