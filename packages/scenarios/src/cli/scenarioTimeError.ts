import { type Diagnostic, wholeFileDiagnostic } from '@packetloom/language';
import { MAX_TIME_NS, TimeRangeError } from '@packetloom/sim';

/** A scenario in which something would happen after the last time that there is. */
export class ScenarioTimeError extends Error {
  override readonly name = 'EndOfTimeError';
  readonly code = 'end-of-time';
  readonly diagnostic: Diagnostic;

  constructor(file: string, cause: TimeRangeError) {
    const message = `something would happen after ${MAX_TIME_NS}ns (104 days), the end of time: let times and intervals be shorter, or give a stop`;
    super(message, { cause });
    this.diagnostic = wholeFileDiagnostic(file, message);
  }
}

/** Lets a scenario run; a clock that comes to its end is a matter of the scenario's times. */
export function withinTime<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof TimeRangeError && error.timeNs > MAX_TIME_NS) {
      throw new ScenarioTimeError(file, error);
    }
    throw error;
  }
}
