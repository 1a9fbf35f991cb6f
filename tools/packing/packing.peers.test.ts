// The packages as npm packs them, installed into an empty folder: what a user has who has no clone.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGES = ['core', 'sim', 'language', 'runner', 'scenarios'];
const EXAMPLES = readdirSync(join(ROOT, 'docs/examples')).filter((name) => name.endsWith('.ts'));
const SCENARIOS = readdirSync(join(ROOT, 'docs/examples')).filter((name) => name.endsWith('.yaml'));

let folder = '';
/** Files of each package, as npm tells them. */
const packed = new Map<string, readonly string[]>();

function npm(cwd: string, ...words: string[]): string {
  return execFileSync('npm', words, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packetloom-packed-'));
  const tarballs = PACKAGES.map((name) => {
    const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const [reported] = JSON.parse(npm(join(ROOT, 'packages', name), ...words));
    packed.set(
      name,
      reported.files.map(({ path }: { path: string }) => path),
    );
    return `./${reported.filename}`;
  });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  npm(folder, 'install', '--no-audit', '--no-fund', ...tarballs);
  mkdirSync(join(folder, 'src'));
  for (const name of EXAMPLES) {
    copyFileSync(join(ROOT, 'docs/examples', name), join(folder, 'src', name));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the documentation says that an example prints. */
function shownOutputOf(example: string): string | undefined {
  const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  for (const page of pages) {
    const text = readFileSync(join(ROOT, 'docs', page), 'utf8');
    const at = text.indexOf(`// docs/examples/${example}\n`);
    if (at >= 0) return /^```text\n(.*?)^```$/ms.exec(text.slice(at))?.[1];
  }
  return undefined;
}

describe.each(PACKAGES)('the package %s', (name) => {
  it('has a licence, a readme, and types and sources for what it has, but no tests', () => {
    const files = packed.get(name) ?? [];
    const scripts = files.filter((path) => /^dist\/.*\.js$/.test(path));
    expect(scripts.length).toBeGreaterThan(5);
    // The bundled command and the schema as code are no modules to import.
    const modules = scripts.filter(
      (path) => !/^dist\/(command\/|schema\/validatorCode)/.test(path),
    );
    const types = modules.map((path) => path.replace(/\.js$/, '.d.ts'));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', ...types]));
    expect(files.filter((path) => /\.test\.|tsbuildinfo/.test(path))).toEqual([]);
  });

  it('needs packages of its own version', () => {
    const read = (path: string) => JSON.parse(readFileSync(join(ROOT, 'packages', path), 'utf8'));
    const { version, dependencies = {} } = read(`${name}/package.json`);
    for (const [wanted, range] of Object.entries<string>(dependencies)) {
      if (wanted.startsWith('@packetloom/')) expect([wanted, range]).toEqual([wanted, version]);
      else expect([wanted, range]).toEqual([wanted, expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
    }
  });
});

describe('a project with the packages', () => {
  it('compiles the examples of the documentation against their types', () => {
    const options = ['--target', 'es2023', '--module', 'nodenext', '--strict', '--outDir', 'built'];
    // The types of Node are the project's own business.
    const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')];
    const sources = EXAMPLES.map((name) => join('src', name));
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const words = [compiler, ...options, ...types, '--rootDir', 'src', ...sources];
    const { status, stdout } = spawnSync(process.execPath, words, {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it.each(EXAMPLES)('runs %s, which prints what the documentation shows', (name) => {
    const script = join('built', name.replace(/\.ts$/, '.js'));
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ status, stderr, stdout }).toEqual({
      status: 0,
      stderr: '',
      stdout: shownOutputOf(name),
    });
  });
});

describe('the command of the packages', () => {
  const packetloom = (...words: string[]) =>
    spawnSync(join(folder, 'node_modules/.bin/packetloom'), words, {
      cwd: folder,
      encoding: 'utf8',
    });

  it('lists the gallery and runs a scenario of it', () => {
    expect(packetloom('--list').stdout).toContain('two-hosts');
    const { status, stdout, stderr } = packetloom('two-hosts', 'abilene', 'replay', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout).scenarios.map(({ passed }: { passed: boolean }) => passed)).toEqual([
      ...[true, true, true],
    ]);
  });

  it('runs a script of the gallery', () => {
    expect(packetloom('scripted-search', '--allow-scripts', '--quiet').status).toBe(0);
  });

  it.each(SCENARIOS)('runs %s of the documentation, and finds what is wrong in a file', (name) => {
    copyFileSync(join(ROOT, 'docs/examples', name), join(folder, name));
    expect(packetloom(name, '--out', 'out', '--quiet')).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(join(folder, 'wrong.yaml'), 'schema: 1\nname: x\nnods: {}\n');
    const { status, stderr } = packetloom('wrong.yaml');
    expect(status).toBe(2);
    expect(stderr).toContain('wrong.yaml:3:1');
  });
});
