/** How the user starts the command. */
export interface Invocation {
  readonly alone: string;
  /** What options and files are written behind. */
  readonly words: string;
  /** So that nothing else is on standard output. */
  readonly silent: string;
}

const INSTALLED = { alone: 'packetloom', words: 'packetloom', silent: 'packetloom' };

/** npm tells a script its name in the environment; else the command was started by its own name. */
export function invocationOf(
  environment: Readonly<Record<string, string | undefined>>,
): Invocation {
  if (environment.npm_lifecycle_event !== 'scenario') return INSTALLED;
  return {
    alone: 'npm run scenario',
    words: 'npm run scenario --',
    silent: 'npm run --silent scenario --',
  };
}
