import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadScenarioFile } from './loadScenarioFile.js';

const GML = 'graph [ node [ id 1 label "A" ] node [ id 2 label "B" ] edge [ source 1 target 2 ] ]';
let folder = '';

function scenario(name: string, topology: string): string {
  const path = join(folder, 'inner', name);
  writeFileSync(path, `schema: 1\nname: a\nimport: { file: ${JSON.stringify(topology)} }\n`);
  return path;
}

function messageFor(path: string): string {
  const result = loadScenarioFile(path, 'x.yaml');
  if (result.ok) return 'ok';
  return result.problems
    .map(({ line, column, message }) => `${line}:${column} ${message}`)
    .join('\n');
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packetloom-load-'));
  mkdirSync(join(folder, 'inner', 'deep'), { recursive: true });
  writeFileSync(join(folder, 'outside.gml'), GML);
  writeFileSync(join(folder, 'inner', 'deep', 'in.gml'), GML);
  writeFileSync(join(folder, 'inner', 'binary.gml'), Uint8Array.of(0, 1, 2));
  writeFileSync(
    join(folder, 'inner', 'latin1.gml'),
    Buffer.from(GML.replace('A', 'Zürich'), 'latin1'),
  );
  writeFileSync(join(folder, 'large.yaml'), new Uint8Array(2_000_000));
  symlinkSync(join(folder, 'outside.gml'), join(folder, 'inner', 'link.gml'));
  symlinkSync(join(folder, 'circle'), join(folder, 'circle'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a scenario file', () => {
  it.each([
    ['missing.yaml', '1:1 there is no such file'],
    ['missing/x.yaml', '1:1 there is no such file'],
    ['inner', '1:1 this is a folder, not a file'],
    ['circle', '1:1 the symbolic links go round in a circle'],
    ['x'.repeat(5000), '1:1 the name is too long for a file'],
  ])('%.20s: %s', (path, message) => {
    expect(messageFor(join(folder, path))).toBe(message);
  });

  it('may be as large as the memory allows', () => {
    const path = join(folder, 'large.yaml');
    const told = (memoryBytes: number) => {
      const result = loadScenarioFile(path, 'x.yaml', { memoryBytes });
      return result.ok ? 'ok' : result.problems.map(({ message }) => message).join();
    };
    expect(told(16 * 2 ** 20)).toBe('the file has 1.9 MiB; at most 1 MiB are read');
    expect(told(64 * 2 ** 20)).toContain('the file is binary');
  });

  it('of a network that does not fit into memory is told of before it is built', () => {
    const path = join(folder, 'network.yaml');
    const nodes = Array.from({ length: 1000 }, (_, node) => `  h${node}: { kind: host }\n`);
    writeFileSync(path, `schema: 1\nname: a\nnodes:\n${nodes.join('')}`);
    expect(loadScenarioFile(path, 'x.yaml')).toMatchObject({ ok: true });
    const problems = [
      {
        line: 1,
        message:
          '1000 nodes and 0 links take about 5.7 MiB of memory, and there are 4.0 MiB: NODE_OPTIONS=--max-old-space-size=6 allows as much, where the machine has it',
      },
    ];
    const result = loadScenarioFile(path, 'x.yaml', { memoryBytes: 4 * 2 ** 20 });
    expect(result).toMatchObject({ ok: false, problems });
  });

  it('that is a device is not read', () => {
    expect(messageFor('/dev/zero')).toBe('1:1 this is not a regular file');
  });
});

describe('a capture that is replayed', () => {
  it('stands in the folder of the scenario', () => {
    const path = join(folder, 'inner', 'replay.yaml');
    const nodes = 'nodes: { a: { kind: host }, b: { kind: host } }';
    const events = "events: [{ at: 1s, replay: { from: a, file: '../outside.gml' } }]";
    const links = "links: [{ endpoints: ['a:eth0', 'b:eth0'] }]";
    writeFileSync(path, `schema: 1\nname: a\n${nodes}\n${links}\n${events}`);
    expect(messageFor(path)).toContain(
      "5:45 '../outside.gml' is outside of the scenario file's folder",
    );
  });
});

describe('an imported file', () => {
  it.each(['deep/in.gml', './deep/../deep/in.gml', 'latin1.gml'])('may be %s', (topology) => {
    expect(messageFor(scenario('good.yaml', topology))).toBe('ok');
  });

  it.each([
    ['../outside.gml', "'../outside.gml' is outside of the scenario file's folder"],
    ['/etc/hostname', "'/etc/hostname' is outside of the scenario file's folder"],
    ['link.gml', "'link.gml' is outside of the scenario file's folder"],
    ['none.gml', "'none.gml': there is no such file"],
    ['deep', "'deep': this is a folder, not a file"],
    ['binary.gml', "'binary.gml' is binary: a topology file is text (GML or GraphML)"],
    ['a\0b', "'a\0b' is outside of the scenario file's folder"],
  ])('may not be %j', (topology, message) => {
    expect(messageFor(scenario('bad.yaml', topology))).toContain(`3:17 ${message}`);
  });
});
