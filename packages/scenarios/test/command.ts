import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../src/cli/runCommand.js';

/** What a command printed, and its exit code. */
export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `work` with an empty folder, which is removed afterwards. */
export function inFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'packetloom-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the command in a folder with some files, inside of this process. */
export function command(
  words: readonly string[],
  folder: string,
  files: Readonly<Record<string, string>> = {},
): CommandOutcome {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  let stdout = '';
  let stderr = '';
  const code = runCommand(words, {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    environment: {},
    folder,
    nowMs: () => 0,
  });
  return { code, stdout, stderr };
}

/** A scenario of two hosts that passes, or fails. */
export function smallScenario(name: string, expectation = 'app.probe.received == 1'): string {
  return `schema: 1
name: ${name}
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ name: wire, endpoints: ["h1:eth0", "h2:eth0"] }]
events: [{ at: 1s, name: probe, ping: { from: h1, to: h2, count: 1 } }]
expect: [{ that: ${expectation} }]
`;
}
