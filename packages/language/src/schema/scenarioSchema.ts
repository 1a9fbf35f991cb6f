import { APP_KINDS } from '../features/apps/index.js';
import { APP_KEYS, APP_PARTS } from '../features/apps/schema.js';
import type { Definitions, JsonSchema } from '../features/define/jsonSchema.js';
import {
  CHANGE_KEYS,
  CHANGES,
  EVENT_DEFINITIONS,
  EVENT_DEPENDENCIES,
  EVENT_KEYS,
} from './parts/event.js';
import { EXPECTATION_DEFINITIONS } from './parts/expectation.js';
import { IMPAIRMENTS_DEFINITIONS } from './parts/impairments.js';
import { LINK_DEFINITIONS } from './parts/link.js';
import { LOSS_DEFINITIONS } from './parts/loss.js';
import { NODE_DEFINITIONS } from './parts/node.js';
import { OUTPUTS_DEFINITIONS } from './parts/outputs.js';
import { PROFILE_DEFINITIONS } from './parts/profile.js';
import { QUEUE_DEFINITIONS } from './parts/queue.js';
import { SCENARIO } from './parts/scenario.js';
import { SEGMENT_DEFINITIONS } from './parts/segment.js';
import { VALUES_DEFINITIONS } from './parts/values.js';

/** An event: when, where, and one thing that happens. */
const EVENT: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['at'],
  oneOf: [...APP_KINDS, ...CHANGES].map((key) => ({ required: [key] })),
  dependencies: EVENT_DEPENDENCIES,
  properties: { ...EVENT_KEYS, ...APP_KEYS, ...CHANGE_KEYS },
};

const APP_DEFINITIONS = Object.fromEntries(
  [...APP_PARTS].map(([name, { schema }]) => [name, schema]),
);

const DEFINITIONS: Definitions = {
  ...VALUES_DEFINITIONS,
  ...NODE_DEFINITIONS,
  ...PROFILE_DEFINITIONS,
  ...LINK_DEFINITIONS,
  ...QUEUE_DEFINITIONS,
  ...IMPAIRMENTS_DEFINITIONS,
  ...LOSS_DEFINITIONS,
  ...SEGMENT_DEFINITIONS,
  scenarioEvent: EVENT,
  ...APP_DEFINITIONS,
  ...EVENT_DEFINITIONS,
  ...EXPECTATION_DEFINITIONS,
  ...OUTPUTS_DEFINITIONS,
};

/** The schema of scenario files, put together from its parts. `schema/scenario.schema.json` is made from it. */
export const SCENARIO_SCHEMA: JsonSchema = { ...SCENARIO, definitions: DEFINITIONS };
