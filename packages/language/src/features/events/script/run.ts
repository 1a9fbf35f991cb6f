import { defineEventRun } from '../../define/eventRun.js';
import type { ScriptEvent } from './event.js';

export const SCRIPT_RUN = defineEventRun<ScriptEvent>({
  apply: (event, { callScript }) => callScript(event),
  subject: () => 'script',
  text: (event) => `${event.file} runs ${event.export}`,
});
