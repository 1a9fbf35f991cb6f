import type { ScriptCall } from '../../../document/scriptSource.js';
import type { EventBase } from '../../define/event.js';

/** A function of a script that is called. */
export interface ScriptEvent extends EventBase<'script'>, ScriptCall {
  /** As the scenario names it. */
  readonly file: string;
}
