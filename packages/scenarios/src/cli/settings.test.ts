import { expect, it } from 'vitest';
import { command, inFolder, smallScenario } from '../../test/command.js';

const outcome = (words: string[], files = { 'a.yaml': smallScenario('small') }) =>
  inFolder((folder) => command(words, folder, files));

it('--set gives parameters other values, as YAML has them', () => {
  const text = `${smallScenario('set').replace('count: 1', `count: "\${n}"`)}parameters: { n: 1, name: x }\n`;
  const sent = (...words: string[]) => {
    const { stdout } = outcome(['a.yaml', '--json', ...words], { 'a.yaml': text });
    return JSON.parse(stdout).scenarios[0].apps[0].sent;
  };
  expect([sent(), sent('--set', 'n=3'), sent('--set', 'name=y', '--set', 'n=2')]).toEqual([
    1, 3, 2,
  ]);
  const { code, stderr } = outcome(['a.yaml', '--set', 'N=3'], { 'a.yaml': text });
  expect(code).toBe(2);
  expect(stderr).toContain("a.yaml:1:1: there is no parameter 'N' to set; did you mean n?");
  const wrong = outcome(['a.yaml', '--set', 'n=x'], { 'a.yaml': text });
  expect(wrong.stderr).toMatch(
    /a\.yaml:\d+:\d+: expected a whole number, found 'x'\n.*\n.*\n {6}by parameter 'n': a\.yaml:/,
  );
});

it('--set is told of in the report and in --json', () => {
  const text = `${smallScenario('set')}parameters: { n: 1, m: 2 }\n`;
  const run = (...words: string[]) => outcome(['a.yaml', ...words], { 'a.yaml': text }).stdout;
  const set = ['--set', 'n=3', '--set', 'm=4ms'];
  expect(run(...set)).toContain('; seed 1, n=3, m=4ms\n');
  expect(JSON.parse(run('--json', ...set)).scenarios[0].parameters).toEqual({ n: '3', m: '4ms' });
  expect(run()).toContain('; seed 1\n');
  expect(JSON.parse(run('--json')).scenarios[0]).not.toHaveProperty('parameters');
});

it.each(['n', '=3', 'n=', '1=2', 'a b=3'])('--set refuses %j', (setting) => {
  const { code, stderr } = outcome(['a.yaml', `--set=${setting}`]);
  expect(code).toBe(2);
  expect(stderr).toContain('Expected NAME=VALUE, such as senders=32.');
});
