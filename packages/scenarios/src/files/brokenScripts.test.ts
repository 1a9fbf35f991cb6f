import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnosticLine } from '@packetloom/language';
import { diagnosticsOf } from '@packetloom/language/testing';
import { describe, expect, it } from 'vitest';
import { inFolder } from '../../test/command.js';
import { loadScenarioFile } from './loadScenarioFile.js';

describe('a broken document is answered with all that is wrong, at its place:', () => {
  it('scripts that are not allowed', () => {
    expect(diagnosticsOf('scripts that are not allowed')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, script: ./storm.ts, export: burst }
        - { at: 1s, script: storm.py, export: 'a b' }
      => x.yaml:8:15: this runs a script, './storm.ts': if you trust it, allow it with --allow-scripts
      x.yaml:9:23: 'storm.py' is no script: expected a module, such as ./storm.ts
      x.yaml:9:41: 'a b' is no name of a function

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      events:
        - { at: 1s, script: ./storm.ts, node: h1, name: x }
        - { at: 1s, export: burst }
      => x.yaml:8:15: this runs a script, './storm.ts': if you trust it, allow it with --allow-scripts
      x.yaml:8:35: 'node' does not go with a script: it says itself what it acts on
      x.yaml:8:45: only a ping, traceroute or other app has a name
      x.yaml:9:5: an event says what happens by one of 'ping', 'traceroute', 'udp', 'flow', 'tcp', 'flows', 'request-response', 'web' and 9 more; none is here
      x.yaml:9:5: an event with 'export' needs the key 'script' too"
    `);
  });
});

/** What is told about a scenario whose script is `storm.ts`, with files beside it. */
function scriptDiagnostics(event: string, files: Readonly<Record<string, string>>): string {
  return inFolder((folder) => {
    const inner = join(folder, 'scenario');
    mkdirSync(inner);
    const text = `schema: 1\nname: a\nnodes: { h1: { kind: host } }\nevents:\n  - { at: 1s, ${event} }\n`;
    for (const [name, content] of Object.entries({ ...files, 'x.yaml': text })) {
      writeFileSync(join(inner, name), content);
    }
    const result = loadScenarioFile(join(inner, 'x.yaml'), 'x.yaml', { scripts: true });
    return result.ok ? 'ok' : result.problems.map(diagnosticLine).join('\n');
  });
}

describe('a script that cannot be run is told about before anything runs:', () => {
  it.each([
    ['that is not there', 'script: ./strom.ts', "x.yaml:5:23: './strom.ts': there is no such file"],
    [
      'outside of the folder',
      'script: ../storm.ts',
      "x.yaml:5:23: '../storm.ts' is outside of the scenario file's folder: copy it into the folder",
    ],
    [
      'without the function',
      'script: ./storm.ts, export: brust',
      "x.yaml:5:43: there is no export of './storm.ts' called 'brust'; did you mean burst?",
    ],
    [
      'without a default function',
      'script: ./storm.ts',
      "x.yaml:5:23: there is no export of './storm.ts' called 'default'; there are 'burst'",
    ],
    [
      'with a mistake in its language',
      'script: ./broken.ts',
      'broken.ts:2:8: Unexpected "functio"',
    ],
    [
      'that imports what is not there',
      'script: ./lost.ts',
      'lost.ts:2:19: Could not resolve "no-such-package"',
    ],
    [
      'that wants the machine',
      'script: ./machine.ts',
      'machine.ts:1:16: Could not resolve "node:fs"',
    ],
  ])('%s', (_, event, reported) => {
    const files = {
      'storm.ts': 'export function burst() {}',
      'broken.ts': 'export const a = 1;\nexport functio main() {}',
      'lost.ts': "\nimport { x } from 'no-such-package'; export default () => x;",
      'machine.ts': "import fs from 'node:fs'; export default () => fs;",
    };
    expect(scriptDiagnostics(event, files)).toContain(reported);
  });

  it('that imports a file that is there, but outside', () => {
    const reported = inFolder((folder) => {
      writeFileSync(join(folder, 'secret.ts'), 'export const x = 1;');
      mkdirSync(join(folder, 'in'));
      writeFileSync(join(folder, 'in', 'a.ts'), "export { x as default } from '../secret.js';");
      const text =
        'schema: 1\nname: a\nnodes: { h1: { kind: host } }\nevents: [{ at: 1s, script: ./a.ts }]';
      writeFileSync(join(folder, 'in', 'x.yaml'), text);
      const result = loadScenarioFile(join(folder, 'in', 'x.yaml'), 'x.yaml', { scripts: true });
      return result.ok ? 'ok' : result.problems.map(diagnosticLine).join('\n');
    });
    expect(reported).toBe(
      "a.ts:1:1: it imports '../secret.js', which is outside of the scenario file's folder",
    );
  });

  it('once, however often it is called', () => {
    const event = 'script: ./broken.ts }\n  - { at: 2s, script: ./broken.ts';
    expect(scriptDiagnostics(event, { 'broken.ts': 'functio x' }).split('\n').length).toBe(1);
  });
});
