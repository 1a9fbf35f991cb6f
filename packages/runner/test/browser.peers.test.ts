import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadScenario } from '@packetloom/language';
import { afterAll, describe, expect, it } from 'vitest';
import { runScenario } from '../src/index.js';
import { bundled } from './bundle.js';

const folder = mkdtempSync(join(tmpdir(), 'packetloom-browser-'));
const chromium = process.env.CHROMIUM ?? 'chromium';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FIRST = new URL('../../../docs/examples/first.yaml', import.meta.url);

const PAGE = `
import { loadScenario } from '@packetloom/language';
import { runScenario } from '@packetloom/runner';

declare const document: { readonly body: { textContent: string } };

export function show(yaml: string): void {
  const bytes = new TextEncoder().encode(yaml);
  const readSibling = () => ({ message: 'there are no files' });
  const loaded = loadScenario({ file: 'first.yaml', bytes, readSibling });
  document.body.textContent = loaded.ok ? 'fingerprint ' + runScenario(loaded).fingerprint : loaded.problems[0].message;
}
`;

describe('language and runner in a browser', () => {
  it('run the first example with the fingerprint of Node', async () => {
    const yaml = readFileSync(FIRST, 'utf8');
    const bytes = new TextEncoder().encode(yaml);
    const loaded = loadScenario({
      file: 'first.yaml',
      bytes,
      readSibling: () => ({ message: 'there are no files' }),
    });
    if (!loaded.ok) throw new Error(loaded.problems[0]?.message);
    const { fingerprint } = runScenario(loaded);

    const { text } = await bundled(PAGE);
    writeFileSync(join(folder, 'bundle.js'), text);
    const page = join(folder, 'page.html');
    const call = `packetloom.show(${JSON.stringify(yaml)})`;
    writeFileSync(
      page,
      `<!doctype html><meta charset="utf-8"><body></body><script src="bundle.js"></script><script>${call}</script>`,
    );
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--dump-dom'];
    const quiet = [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ];
    const profile = `--user-data-dir=${join(folder, 'profile')}`;
    const dom = execFileSync(chromium, [...flags, ...quiet, profile, pathToFileURL(page).href], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(dom).toContain(`fingerprint ${fingerprint}`);
  });
});
