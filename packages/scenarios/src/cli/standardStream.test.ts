import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder, smallScenario } from '../../test/command.js';
import { OutputError } from './outputError.js';
import { runCommand } from './runCommand.js';
import { StandardStream } from './standardStream.js';

describe('standard output', () => {
  it('takes text of any size', () => {
    inFolder((folder) => {
      const descriptor = openSync(join(folder, 'out'), 'w');
      const text = 'Ω\n'.repeat(100_000);
      new StandardStream(descriptor, 'standard output').write(text);
      closeSync(descriptor);
      expect(readFileSync(join(folder, 'out'), 'utf8')).toBe(text);
    });
  });

  it('on a full disk throws once, and is quiet from then on', () => {
    const descriptor = openSync('/dev/full', 'w');
    const stream = new StandardStream(descriptor, 'standard output');
    expect(() => stream.write('x')).toThrow(
      new OutputError('cannot write to standard output: no space left on device (ENOSPC)'),
    );
    stream.write('y');
    closeSync(descriptor);
  });

  it('is quiet when its reader has gone', () => {
    inFolder((folder) => {
      const pipe = join(folder, 'pipe');
      expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
      const descriptor = openSync(pipe, 'r+');
      const writing = openSync(pipe, 'w');
      closeSync(descriptor);
      const stream = new StandardStream(writing, 'standard output');
      stream.write('x'.repeat(100_000));
      stream.write('y');
      closeSync(writing);
    });
  });

  it('waits for a reader who is slow', () => {
    inFolder((folder) => {
      const pipe = join(folder, 'pipe');
      spawnSync('mkfifo', [pipe]);
      // Nobody reads before the pipe is full: it takes 64 KiB, and does not wait.
      const script = `
        import { constants, openSync } from 'node:fs';
        import { spawn } from 'node:child_process';
        import { StandardStream } from ${JSON.stringify(new URL('../../dist/cli/standardStream.js', import.meta.url).href)};
        const held = openSync(${JSON.stringify(pipe)}, 'r+');
        const descriptor = openSync(${JSON.stringify(pipe)}, constants.O_WRONLY | constants.O_NONBLOCK);
        spawn('sh', ['-c', 'sleep 0.3; wc -c < "$0"', ${JSON.stringify(pipe)}], { stdio: ['ignore', 'inherit', 'inherit'] });
        new StandardStream(descriptor, 'standard output').write('x'.repeat(300000));
        process.exit();
      `;
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '-e', script],
        {
          encoding: 'utf8',
        },
      );
      expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: '300000', stderr: '' });
    });
  });
});

describe('a command that cannot write its output', () => {
  it.each([
    [['a.yaml']],
    [['a.yaml', '--json']],
    [['a.yaml', '--explain', '1']],
    [['a.yaml', '--explain', '1', '--json']],
    [['nothing.yaml', '--json']],
    [['--list']],
    [['--list', '--json']],
    [['--help']],
  ])('says so in one line, and ends with 2: %j', (words) => {
    inFolder((folder) => {
      const descriptor = openSync('/dev/full', 'w');
      let stderr = '';
      const world = {
        stdout: new StandardStream(descriptor, 'standard output'),
        stderr: { write: (text: string) => (stderr += text) },
        environment: {},
        folder,
        nowMs: () => 0,
      };
      writeFileSync(join(folder, 'a.yaml'), smallScenario('a'));
      expect(runCommand(words, world)).toBe(2);
      expect(stderr.split('\n').at(-2)).toBe(
        'scenario: cannot write to standard output: no space left on device (ENOSPC)',
      );
      closeSync(descriptor);
    });
  });
});
