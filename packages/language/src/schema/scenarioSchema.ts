import { SCHEMA as FLOW, PARTS as FLOW_PARTS } from '../features/apps/flow/schema.js';
import {
  SCHEMA as MULTICAST,
  PARTS as MULTICAST_PARTS,
} from '../features/apps/multicast/schema.js';
import { SCHEMA as PING } from '../features/apps/ping/schema.js';
import { SCHEMA as RAW } from '../features/apps/raw/schema.js';
import { SCHEMA as REPLAY } from '../features/apps/replay/schema.js';
import { SCHEMA as REQUEST_RESPONSE } from '../features/apps/requestResponse/schema.js';
import { SCHEMA as TRACEROUTE } from '../features/apps/traceroute/schema.js';
import { SCHEMA as UDP } from '../features/apps/udp/schema.js';
import type { Definitions, JsonSchema } from '../features/define/jsonSchema.js';
import { EVENT_DEFINITIONS } from './parts/event.js';
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

const DEFINITIONS: Definitions = {
  ...VALUES_DEFINITIONS,
  ...NODE_DEFINITIONS,
  ...PROFILE_DEFINITIONS,
  ...LINK_DEFINITIONS,
  ...QUEUE_DEFINITIONS,
  ...IMPAIRMENTS_DEFINITIONS,
  ...LOSS_DEFINITIONS,
  ...SEGMENT_DEFINITIONS,
  ...EVENT_DEFINITIONS,
  ...EXPECTATION_DEFINITIONS,
  ...OUTPUTS_DEFINITIONS,
  ping: PING,
  traceroute: TRACEROUTE,
  udp: UDP,
  flow: FLOW,
  ...FLOW_PARTS,
  requestResponse: REQUEST_RESPONSE,
  replay: REPLAY,
  raw: RAW,
  multicast: MULTICAST,
  ...MULTICAST_PARTS,
};

/** The schema of scenario files, put together from its parts. `schema/scenario.schema.json` is made from it. */
export const SCENARIO_SCHEMA: JsonSchema = { ...SCENARIO, definitions: DEFINITIONS };
