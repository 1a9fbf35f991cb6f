import type { TemporaryFiles } from './temporaryFile.js';

/** Where text goes. */
export interface TextStream {
  /** Whether it is a terminal. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What the command has of the world around it. */
export interface CliEnvironment {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder from which relative paths lead. */
  readonly folder: string;
  /** The time of the machine, for progress. */
  readonly nowMs: () => number;
  /** Is told of temporary files while they are there. */
  readonly temporaryFiles?: TemporaryFiles;
}
