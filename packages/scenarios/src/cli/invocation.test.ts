import { expect, it } from 'vitest';
import { runCommand } from './runCommand.js';

function printed(words: readonly string[], environment: Record<string, string>): string {
  let text = '';
  const stream = { write: (more: string) => (text += more) };
  runCommand(words, { stdout: stream, stderr: stream, environment, folder: '/', nowMs: () => 0 });
  return text;
}

it('the help shows the command as it was started', () => {
  const installed = printed(['--help'], { npm_lifecycle_event: 'npx' });
  expect(installed).toContain('Usage: packetloom [options] [FILE...]');
  expect(installed).toContain('\n  packetloom my.yaml --seed 7 --run 3 --json\n');
  expect(installed).not.toContain('npm run');
  const script = printed(['--help'], { npm_lifecycle_event: 'scenario' });
  expect(script).toContain('Usage: npm run scenario -- [options] [FILE...]');
  expect(script).toContain('\n  npm run --silent scenario -- my.yaml --seed 7 --run 3 --json\n');
});

it('what is wrong with the words names the help as it is called', () => {
  expect(printed(['--bad'], {})).toMatch(/\npacketloom --help shows what there is\n$/);
});

it('an empty name is no folder', () => {
  expect(printed(['--out', ''], {})).toContain("'--out <DIR>' argument '' is invalid");
});
