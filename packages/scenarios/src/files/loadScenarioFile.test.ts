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
    ['large.yaml', '1:1 the file has 1.9 MiB; at most 1 MiB are read'],
    ['x'.repeat(5000), '1:1 the name is too long for a file'],
  ])('%.20s: %s', (path, message) => {
    expect(messageFor(join(folder, path))).toBe(message);
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
