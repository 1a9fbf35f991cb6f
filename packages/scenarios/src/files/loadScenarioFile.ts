import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import {
  type LoadResult,
  loadScenario,
  type ScenarioSource,
  type Sibling,
  wholeFileDiagnostic,
} from '@packetloom/language';
import { MAX_FILE_BYTES, tooLarge } from '@packetloom/language/internal';
import { type RequestReading, type RunChoices, requestOf } from '@packetloom/runner';
import { bundleScript, siblingPath } from '../script/bundleScript.js';

/** Octets of memory for each of a file, until it has been read. */
const MEMORY_FOR_AN_OCTET = 16;

type FileContent = { readonly bytes: Uint8Array } | { readonly message: string };

/** What a scenario file may do, and what it is given. */
export interface LoadPermissions {
  /** Whether it may run scripts. Default false. */
  readonly scripts?: boolean;
  /** Octets of memory that there are for all. Default what this thread's heap may have. */
  readonly memoryBytes?: number;
  /** Values of parameters instead of those of the file, by name, as YAML has them. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What this thread's heap may have. */
function heapBytes(): number {
  return getHeapStatistics().heap_size_limit;
}

/** Reads the scenario file at `path`; messages call it `file`. Nothing of its scripts is run. */
export function loadScenarioFile(
  path: string,
  file = path,
  permissions: LoadPermissions = {},
): LoadResult {
  const source = sourceOf(path, file, permissions);
  return 'ok' in source ? source : loadScenario(source);
}

/** A request for a run of the scenario file at `path`, with all files that it names. */
export function requestOfFile(
  path: string,
  file = path,
  permissions: LoadPermissions = {},
  choices: RunChoices = {},
): RequestReading {
  const source = sourceOf(path, file, permissions);
  return 'ok' in source ? source : requestOf(source, choices);
}

function sourceOf(
  path: string,
  file: string,
  { scripts = false, memoryBytes = heapBytes(), parameters = {} }: LoadPermissions,
): ScenarioSource | Extract<LoadResult, { ok: false }> {
  const largest = Math.min(MAX_FILE_BYTES, memoryBytes / MEMORY_FOR_AN_OCTET);
  const content = readRegularFile(path, largest);
  if ('message' in content) {
    return { ok: false, problems: [wholeFileDiagnostic(file, content.message)], more: 0 };
  }
  const readSibling = (wanted: string) => siblingOf(path, file, wanted, largest);
  const source = { file, bytes: content.bytes, readSibling, memoryBytes, parameters };
  if (!scripts) return source;
  return { ...source, readScript: (wanted) => scriptOf(path, file, wanted) };
}

/** A script below the folder of a scenario file, with all that it imports. */
function scriptOf(path: string, file: string, wanted: string) {
  const sibling = siblingOf(path, file, wanted, MAX_FILE_BYTES);
  if ('message' in sibling) return sibling;
  const folder = realpathSync(dirname(resolve(path)));
  const shown = siblingPath(file, folder);
  const bundled = bundleScript({ path: realpathSync(resolve(folder, wanted)), folder, shown });
  return 'problems' in bundled ? bundled : { source: bundled };
}

/** A file below the folder of a scenario file, symbolic links followed. */
function siblingOf(path: string, file: string, wanted: string, largest: number): Sibling {
  const outside = `'${wanted}' is outside of the scenario file's folder: copy it into the folder`;
  if (isAbsolute(wanted) || wanted.includes('\0')) return { message: outside };
  const folder = realpathSync(dirname(resolve(path)));
  const target = resolve(folder, wanted);
  if (!target.startsWith(folder + sep)) return { message: outside };
  const content = readRegularFile(target, largest);
  if ('message' in content) return { message: `'${wanted}': ${content.message}` };
  if (!realpathSync(target).startsWith(folder + sep)) return { message: outside };
  return { file: join(dirname(file), wanted), bytes: content.bytes };
}

/** The octets of a file; devices and pipes, which may never end, are refused. */
function readRegularFile(path: string, largest: number): FileContent {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return { message: 'this is a folder, not a file' };
    if (!stats.isFile()) return { message: 'this is not a regular file' };
    if (stats.size > largest) return { message: tooLarge(stats.size, largest) };
    return { bytes: readFileSync(path) };
  } catch (error) {
    return { message: readProblem(error) };
  }
}

function readProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'the file may not be read (permission denied)';
    case 'ENAMETOOLONG':
      return 'the name is too long for a file';
    case 'ELOOP':
      return 'the symbolic links go round in a circle';
    default:
      return `the file cannot be read (${code || String(error)})`;
  }
}
