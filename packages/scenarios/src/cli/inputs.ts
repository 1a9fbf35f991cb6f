import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Diagnostic, LoadResult } from '@packetloom/language';
import { didYouMean } from '@packetloom/language/internal';
import { type LoadPermissions, loadScenarioFile } from '../files/loadScenarioFile.js';
import { gallery, galleryPath, SHOW_CASE } from './gallery.js';

/** A scenario that was read, and what its file is called. */
export interface LoadedInput {
  /** As the user named it. */
  readonly file: string;
  readonly scenario: Extract<LoadResult, { ok: true }>;
}

/** The scenarios that the user named, or all that is wrong with them. */
export interface Inputs {
  readonly loaded: readonly LoadedInput[];
  readonly errors: readonly Diagnostic[];
  /** Errors that are not listed. */
  readonly more: number;
}

/** A gallery's name, which has neither a folder nor an ending. */
const GALLERY_NAME = /^[a-z0-9][a-z0-9-]*$/;

/** Reads all files first: nothing is run while one of them is wrong. */
export function readInputs(
  files: readonly string[],
  folder: string,
  permissions: LoadPermissions,
): Inputs {
  const loaded: LoadedInput[] = [];
  const errors: Diagnostic[] = [];
  let more = 0;
  for (const { file, path } of inputPaths(files, folder)) {
    const result = loadScenarioFile(path, file, permissions);
    if (result.ok) {
      loaded.push({ file, scenario: result });
    } else {
      errors.push(...result.problems.map((problem) => withGalleryHint(problem, path)));
      more += result.more;
    }
  }
  return { loaded, errors, more };
}

interface InputPath {
  readonly file: string;
  readonly path: string;
}

function inputPaths(files: readonly string[], folder: string): InputPath[] {
  if (files.length === 0) return [galleryInput(SHOW_CASE, folder)];
  return files.map((file) => {
    const path = resolve(folder, file);
    const ofGallery = GALLERY_NAME.test(file) && !existsSync(path) && existsSync(galleryPath(file));
    return ofGallery ? galleryInput(file, folder) : { file, path };
  });
}

function galleryInput(name: string, folder: string): InputPath {
  const path = galleryPath(name);
  return { file: relative(folder, path), path };
}

/** A file that is not there may be a misspelt scenario of the gallery. */
function withGalleryHint(problem: Diagnostic, path: string): Diagnostic {
  if (existsSync(path) || !GALLERY_NAME.test(problem.file)) return problem;
  const suggestion = didYouMean(
    problem.file,
    gallery().map(({ name }) => name),
  );
  const message = `${problem.message}, nor a scenario of that name in the gallery (see --list)`;
  return suggestion === undefined ? { ...problem, message } : { ...problem, message, suggestion };
}
