import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { requestOf, runRequest } from '../src/index.js';
import { bundled } from './bundle.js';

const folder = mkdtempSync(join(tmpdir(), 'packetloom-browser-'));
const chromium = process.env.CHROMIUM ?? 'chromium';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FIRST = new URL('../../../docs/examples/first.yaml', import.meta.url);

const PAGE = `
import { runRequest } from '@packetloom/runner';

declare const document: { readonly body: { textContent: string } };

export function show(request: string): void {
  document.body.textContent = btoa(JSON.stringify(runRequest(JSON.parse(request))));
}
`;

describe('language and runner in a browser', () => {
  it('run the first example from JSON alone, with the result of Node', async () => {
    const reading = requestOf({
      file: 'first.yaml',
      bytes: readFileSync(FIRST),
      readSibling: () => ({ message: 'there are no files' }),
    });
    if (!reading.ok) throw new Error(reading.problems[0]?.message);
    const { request } = reading;
    const here = runRequest(request);
    if (here.kind !== 'finished') throw new Error(here.kind);

    const { text } = await bundled(PAGE);
    writeFileSync(join(folder, 'bundle.js'), text);
    const page = join(folder, 'page.html');
    const call = `packetloom.show(${JSON.stringify(JSON.stringify(request))})`;
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
    const shown = /<body>([A-Za-z0-9+/=]+)/.exec(dom)?.[1] ?? '';
    const there = JSON.parse(Buffer.from(shown, 'base64').toString('latin1'));
    expect(there.result.fingerprint).toBe(here.result.fingerprint);
    expect(there).toStrictEqual(here);
  });
});
