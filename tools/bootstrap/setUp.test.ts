import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const TOOLS = fileURLToPath(new URL('..', import.meta.url));

/** Stands in for npx: notes its call, and installs a compiler that notes its calls too. */
const FAKE_NPX = `#!${process.execPath}
const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('calls', 'install ' + process.argv.slice(2).join(' ') + '\\n');
console.log('loglevel', process.env.npm_config_loglevel);
if (existsSync('failing-install')) { console.log('ERR getaddrinfo EAI_AGAIN'); process.exit(1); }
/** An installation may take as long as the test wants it to. */
const finish = () => {
  if (process.env.FINISH !== undefined && !existsSync(process.env.FINISH)) return void setTimeout(finish, 20);
  mkdirSync('node_modules/typescript/bin', { recursive: true });
  mkdirSync('packages/one/node_modules', { recursive: true });
  writeFileSync('node_modules/typescript/bin/tsc', ${JSON.stringify(`
    const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
    appendFileSync('calls', 'build\\n');
    if (existsSync('failing-build')) process.exit(2);
    mkdirSync('packages/one/dist', { recursive: true });
    writeFileSync('packages/one/dist/.tsbuildinfo', '{}');
  `)});
};
finish();
`;

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

describe('the set-up before each command', () => {
  let root: string;

  const at = (path: string) => join(root, path);
  const write = (path: string, content: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  };
  const start = (
    parameters: string[] = [],
    environment: NodeJS.ProcessEnv = {},
    onError: (text: string) => void = () => undefined,
  ) =>
    new Promise<Outcome>((resolve) => {
      const child = spawn(process.execPath, [at('tools/bootstrap.mjs'), ...parameters], {
        cwd: root,
        env: {
          ...process.env,
          PATH: `${at('bin')}${delimiter}${process.env.PATH}`,
          ...environment,
        },
      });
      const outcome: Outcome = { code: null, stdout: '', stderr: '' };
      child.stdout.on('data', (data) => {
        outcome.stdout += data;
      });
      child.stderr.on('data', (data) => {
        outcome.stderr += data;
        onError(outcome.stderr);
      });
      child.on('close', (code) => resolve({ ...outcome, code }));
    });
  /** What was called since the last time this was asked. */
  const calls = () => {
    const found = existsSync(at('calls')) ? readFileSync(at('calls'), 'utf8') : '';
    rmSync(at('calls'), { force: true });
    return found.split('\n').flatMap((line) => line.split(' ')[0] || []);
  };

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'packetloom-')));
    cpSync(TOOLS, at('tools'), { recursive: true });
    write('bin/npx', FAKE_NPX);
    chmodSync(at('bin/npx'), 0o755);
    write('package.json', '{ "packageManager": "pnpm@1.2.3" }');
    for (const path of ['pnpm-workspace.yaml', 'pnpm-lock.yaml']) write(path, '');
    for (const path of ['tsconfig.json', 'tsconfig.base.json']) write(path, '{}');
    write('packages/one/package.json', '{ "dependencies": { "two": "1.0.0" } }');
    write('packages/one/tsconfig.json', '{}');
    write('packages/one/src/index.ts', 'export {};');
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('installs the pinned pnpm and builds on the first start, with nothing on stdout', async () => {
    const { code, stdout, stderr } = await start();
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('installing dependencies with pnpm@1.2.3');
    expect(readFileSync(at('calls'), 'utf8')).toMatch(
      /^install --yes pnpm@1\.2\.3 install --frozen-lockfile .*\nbuild\n$/,
    );
  });

  it('does and says nothing on the second start', async () => {
    await start();
    calls();
    expect(await start()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(calls()).toEqual([]);
  });

  it('builds again when a source has changed, but not for a test', async () => {
    await start();
    calls();
    write('packages/one/src/index.test.ts', 'a test');
    await start();
    expect(calls()).toEqual([]);
    write('packages/one/src/index.ts', 'export const changed = true;');
    await start();
    expect(calls()).toEqual(['build']);
  });

  it('builds again when the built files are gone', async () => {
    await start();
    calls();
    rmSync(at('packages/one/dist'), { recursive: true });
    await start();
    expect(calls()).toEqual(['build']);
  });

  it.each(['pnpm-lock.yaml', 'packages/one/package.json'])(
    'installs again when %s has changed',
    async (path) => {
      await start();
      calls();
      write(path, '{ "dependencies": {} }');
      await start();
      expect(calls()).toEqual(['install', 'build']);
    },
  );

  it('installs again when the dependencies of a package are gone', async () => {
    await start();
    calls();
    rmSync(at('packages/one/node_modules'), { recursive: true });
    await start();
    expect(calls()[0]).toBe('install');
  });

  it('builds nothing when only an installation is asked for', async () => {
    expect((await start(['--install'])).code).toBe(0);
    expect(calls()).toEqual(['install']);
  });

  it('tells that the registry cannot be reached, and tries again on the next start', async () => {
    write('failing-install', '');
    const { code, stderr } = await start();
    expect(code).toBe(3);
    expect(stderr).toContain('the package registry could not be reached');
    expect(stderr).not.toContain('    at ');
    rmSync(at('failing-install'));
    calls();
    expect((await start()).code).toBe(0);
    expect(calls()).toEqual(['install', 'build']);
  });

  it('fails when the build fails, and tries again on the next start', async () => {
    write('failing-build', '');
    expect((await start()).code).toBe(3);
    calls();
    expect((await start()).code).toBe(3);
    expect(calls()).toEqual(['build']);
  });

  it('shows what the installation prints also under npm run --silent', async () => {
    const { stderr } = await start([], { npm_config_loglevel: 'silent' });
    expect(stderr).toContain('loglevel undefined');
  });

  it('installs and builds once when two commands start together', async () => {
    // The one that installs ends when the other has said that it waits, however long that takes.
    const finish = { FINISH: at('finish') };
    const onError = (text: string) => {
      if (text.includes('waiting for it')) write('finish', '');
    };
    const outcomes = await Promise.all([start([], finish, onError), start([], finish, onError)]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(calls()).toEqual(['install', 'build']);
    expect(outcomes.map(({ stderr }) => stderr).join()).toContain('waiting for it');
  });

  it('takes over the lock of a process that has died', async () => {
    const dead = spawn(process.execPath, ['--version']);
    await new Promise((resolve) => dead.on('close', resolve));
    write('node_modules/.packetloom/lock/owner', `${hostname()} ${dead.pid}`);
    expect((await start()).code).toBe(0);
    expect(calls()).toEqual(['install', 'build']);
  });
});
