import { APP_KINDS } from '../features/apps/index.js';
import { APP_KEYS, APP_PARTS } from '../features/apps/schema.js';
import type { Definitions, JsonSchema } from '../features/define/jsonSchema.js';
import type { SchemaPart } from '../features/define/schemaPart.js';
import { EVENT_KEYS as CHANGES } from '../features/events/index.js';
import { CHANGE_DEPENDENCIES, CHANGE_KEYS, EVENT_PARTS } from '../features/events/schema.js';
import { GENERATED_NETWORKS, GENERATOR_PARTS } from '../features/generators/schema.js';
import { OUTPUT_PARTS, OUTPUTS_SCHEMA } from '../features/outputs/schema.js';
import { QUEUE_SCHEMA } from '../features/queues/schema.js';
import { EVENT_DEPENDENCIES, EVENT_KEYS } from './parts/event.js';
import { EXPECTATION_DEFINITIONS } from './parts/expectation.js';
import { IMPAIRMENTS_DEFINITIONS } from './parts/impairments.js';
import { LINK_DEFINITIONS } from './parts/link.js';
import { LOSS_DEFINITIONS } from './parts/loss.js';
import { NODE_DEFINITIONS } from './parts/node.js';
import { PROFILE_DEFINITIONS } from './parts/profile.js';
import { SCENARIO } from './parts/scenario.js';
import { SEGMENT_DEFINITIONS } from './parts/segment.js';
import { TCP_DEFINITIONS } from './parts/tcp.js';
import { VALUES_DEFINITIONS } from './parts/values.js';

/** An event: when, where, and one thing that happens. */
const EVENT: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['at'],
  oneOf: [...APP_KINDS, ...CHANGES].map((key) => ({ required: [key] })),
  dependencies: { ...EVENT_DEPENDENCIES, ...CHANGE_DEPENDENCIES },
  properties: { ...EVENT_KEYS, ...APP_KEYS, ...CHANGE_KEYS },
};

const DEFINITIONS: Definitions = {
  ...VALUES_DEFINITIONS,
  ...NODE_DEFINITIONS,
  ...PROFILE_DEFINITIONS,
  ...TCP_DEFINITIONS,
  ...LINK_DEFINITIONS,
  queue: QUEUE_SCHEMA,
  ...IMPAIRMENTS_DEFINITIONS,
  ...LOSS_DEFINITIONS,
  ...SEGMENT_DEFINITIONS,
  scenarioEvent: EVENT,
  ...definitionsOf(APP_PARTS),
  ...definitionsOf(EVENT_PARTS),
  ...EXPECTATION_DEFINITIONS,
  generatedNetworks: GENERATED_NETWORKS.schema,
  ...definitionsOf(GENERATOR_PARTS),
  ...definitionsOf(OUTPUT_PARTS),
};

/** The schema of scenario files, composed of its parts. `schema/scenario.schema.json` is made from it. */
export const SCENARIO_SCHEMA: JsonSchema = {
  ...SCENARIO,
  properties: { ...SCENARIO.properties, outputs: OUTPUTS_SCHEMA },
  definitions: DEFINITIONS,
};

function definitionsOf(parts: ReadonlyMap<string, SchemaPart>): Definitions {
  return Object.fromEntries([...parts].map(([name, { schema }]) => [name, schema]));
}
