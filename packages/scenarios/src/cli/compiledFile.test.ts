import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, runCompiled } from './compiledFile.js';

describe('a compiled file', () => {
  const inFolder = (use: (file: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'compiled-'));
    try {
      use(join(folder, 'file.cjs'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const said = () => {
    const value = Reflect.get(globalThis, 'said');
    Reflect.deleteProperty(globalThis, 'said');
    return value;
  };

  it('runs as CommonJS does, with its code kept or not', () => {
    inFolder((file) => {
      writeFileSync(
        file,
        "globalThis.said = [require('node:path').basename(__filename), '\\u00b5'];",
      );
      const script = runCompiled(file);
      expect(said()).toEqual(['file.cjs', 'µ']);
      writeFileSync(codeOf(file), script.createCachedData());
      expect(runCompiled(file).cachedDataRejected).toBe(false);
      expect(said()).toEqual(['file.cjs', 'µ']);
    });
  });

  it('runs though the code that is kept is of something else', () => {
    inFolder((file) => {
      writeFileSync(file, 'globalThis.said = 1;');
      writeFileSync(codeOf(file), runCompiled(file).createCachedData());
      writeFileSync(file, 'globalThis.said = 1 + 1;');
      expect(runCompiled(file).cachedDataRejected).toBe(true);
      expect(said()).toBe(2);
      writeFileSync(file, 'globalThis.said = 1 + 1 + 1;');
      writeFileSync(codeOf(file), 'no code at all');
      expect(runCompiled(file).cachedDataRejected).toBe(true);
      expect(said()).toBe(3);
    });
  });
});
