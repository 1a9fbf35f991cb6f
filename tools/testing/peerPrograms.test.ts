import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('peerPrograms.mjs', import.meta.url));

describe('the look for peer programs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'packetloom-peers-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const look = () => {
    const env = { PATH: folder };
    const { status, stderr } = spawnSync(process.execPath, [SCRIPT], { encoding: 'utf8', env });
    return { status, stderr };
  };
  const install = (name: string, mode = 0o755) => writeFileSync(join(folder, name), '', { mode });

  it('is quiet when all are there, whatever the name of the browser', () => {
    install('tshark');
    install('chromium-browser');
    expect(look()).toEqual({ status: 0, stderr: '' });
  });

  it('says what is missing and how to install it', () => {
    const { status, stderr } = look();
    expect(status).toBe(1);
    expect(stderr).toContain('need tshark and chromium');
    expect(stderr).toContain('apt-get install --no-install-recommends tshark chromium');
  });

  it('names only what is missing', () => {
    install('chromium');
    const { status, stderr } = look();
    expect(status).toBe(1);
    expect(stderr).toContain('apt-get install --no-install-recommends tshark\n');
  });
});
