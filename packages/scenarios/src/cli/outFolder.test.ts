import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, inFolder, smallScenario } from '../../test/command.js';
import { OutFolder } from './outFolder.js';

const octets = (text: string) => new TextEncoder().encode(text);

/** A folder for output, and what it says. */
function outFolder(path: string) {
  const notices: string[] = [];
  const files: string[] = [];
  const temporaryFiles = {
    began: (file: string) => void files.push(file),
    ended: (file: string) => void files.splice(files.indexOf(file), 1),
  };
  const notice = (text: string) => void notices.push(text);
  return { out: new OutFolder(path, 'out', { notice, temporaryFiles }), notices, files };
}

describe('the folder for output', () => {
  it.each(['/proc/x/y', '/proc/self/x', '/dev/null/x'])('is refused at once: %s', (path) => {
    inFolder((folder) => {
      const { code, stderr } = command(['a.yaml', '--out', path], folder, {
        'a.yaml': smallScenario('a'),
      });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^scenario: cannot write into '.+': .+\n$/);
    });
  });

  it('is made with the folders above it', () => {
    inFolder((folder) => {
      outFolder(join(folder, 'one', 'two', 'three'));
      expect(readdirSync(join(folder, 'one', 'two', 'three'))).toEqual([]);
    });
  });

  it('has temporary files of random names, of which it tells as long as they are there', () => {
    inFolder((folder) => {
      const { out, files } = outFolder(folder);
      const pending = [out.begin('a.pcapng'), out.begin('a.pcapng'), out.begin('b')];
      const names = readdirSync(folder);
      expect(names.sort()).toEqual(files.map((path) => path.slice(folder.length + 1)).sort());
      expect(new Set(names).size).toBe(3);
      for (const name of names) expect(name).toMatch(/^\.(a\.pcapng|b)\.[0-9a-f]{16}\.part$/);
      for (const file of pending) file.discard();
      expect({ files, left: readdirSync(folder) }).toEqual({ files: [], left: [] });
    });
  });

  it('takes names of any length that a file can have', () => {
    inFolder((folder) => {
      const { out } = outFolder(folder);
      const name = 'ü'.repeat(127);
      const file = out.begin(name);
      file.write(octets('x'));
      file.close();
      file.keep();
      expect(readdirSync(folder)).toEqual([name]);
    });
  });

  it('names temporary files that a run has left', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, '.a.pcapng.1234.part'), '');
      expect(outFolder(folder).notices).toEqual([
        "'out/.a.pcapng.1234.part' is left of a run that was killed, unless one is writing it now: remove it",
      ]);
    });
  });

  it('compares files of any size with what was there', () => {
    inFolder((folder) => {
      const notices: string[] = [];
      const keep = (last: number) => {
        const out = new OutFolder(folder, 'out', { notice: (text) => notices.push(text) });
        const file = out.begin('a.pcapng');
        file.write(new Uint8Array(2_500_000));
        file.write(Uint8Array.of(last));
        file.close();
        file.keep();
      };
      for (const last of [1, 1, 2, 2]) keep(last);
      expect(notices).toEqual(["'out/a.pcapng' was there with other content: replaced"]);
    });
  });

  it('says that a file is replaced, unless it stays as it was', () => {
    inFolder((folder) => {
      const run = (seed: string) => {
        const words = ['a.yaml', '--out', 'out', '--quiet', '--seed', seed];
        const text = `${smallScenario('a')}outputs: { events: true }`.replace(
          'endpoints',
          'delay: { mean: 5ms, jitter: 1ms }, endpoints',
        );
        return command(words, folder, { 'a.yaml': text });
      };
      expect(run('1')).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(run('1')).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(run('2')).toEqual({
        code: 0,
        stdout: '',
        stderr:
          "scenario: 'out/a.pcapng' was there with other content: replaced\n" +
          "scenario: 'out/a.events.jsonl' was there with other content: replaced\n",
      });
    });
  });

  it('refuses a name that a folder has, before anything is run', () => {
    inFolder((folder) => {
      mkdirSync(join(folder, 'a'));
      const { out } = outFolder(folder);
      expect(() => out.begin('a')).toThrow(
        "cannot write 'out/a': a folder of this name is in the way",
      );
      expect(readdirSync(folder)).toEqual(['a']);
    });
  });

  it('keeps a file as it is while another is written in its place', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'a'), 'old');
      const { out } = outFolder(folder);
      const file = out.begin('a');
      file.write(octets('new'));
      expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old');
      file.discard();
      expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old');
      expect(existsSync(join(folder, 'a'))).toBe(true);
    });
  });
});
