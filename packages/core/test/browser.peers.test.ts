import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'packetloom-browser-'));
const chromium = process.env.CHROMIUM ?? 'chromium';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bundled(): Promise<string> {
  const entry = fileURLToPath(new URL('browserPage.ts', import.meta.url));
  const options = { bundle: true, format: 'iife', platform: 'browser', write: false } as const;
  const { outputFiles, warnings } = await build({ ...options, entryPoints: [entry] });
  expect(warnings).toEqual([]);
  return outputFiles[0]?.text ?? '';
}

describe('core in a browser', () => {
  it('answers a ping', async () => {
    const page = join(folder, 'page.html');
    writeFileSync(page, `<!doctype html><body></body><script>${await bundled()}</script>`);
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--dump-dom'];
    const quiet = [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ];
    const profile = `--user-data-dir=${join(folder, 'profile')}`;
    const args = [...flags, ...quiet, profile, pathToFileURL(page).href];
    const dom = execFileSync(chromium, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(dom).toContain('10.0.0.1 &gt; 10.0.0.9 echo-reply 2 "from a browser"');
  });
});
