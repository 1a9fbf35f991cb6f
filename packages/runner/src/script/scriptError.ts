import type { ScriptPosition } from '@packetloom/language';
import { thrownText } from './thrown.js';

/** What a script threw, or a promise of it, and where. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  readonly code = 'script-threw';
  readonly position: ScriptPosition;

  constructor(position: ScriptPosition, timeNs: number | null, cause: unknown) {
    const when = timeNs === null ? '' : ` (at ${timeNs / 1e9} s)`;
    super(`${thrownText(cause)}${when}`, { cause });
    this.position = position;
  }
}
