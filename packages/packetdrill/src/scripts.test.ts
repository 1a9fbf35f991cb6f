import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runScript } from './runScript.js';
import { scriptFiles } from './scriptFiles.js';

const folder = fileURLToPath(new URL('../scripts', import.meta.url));
const found = await scriptFiles([folder]);
const files = 'problem' in found ? [] : found;

describe('scripts of this package', () => {
  it('are at least sixty', () => {
    expect(files.length).toBeGreaterThanOrEqual(60);
  });

  it.each(files.map((file) => file.slice(folder.length + 1)))(
    '%s passes, and names its RFC',
    (name) => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      expect(text).toMatch(/^\/\/ .*(?:RFC \d+ [\d.]+|RFC \d+|Linux)/);
      expect(runScript(text)).toEqual({ status: 'passed' });
    },
  );
});
