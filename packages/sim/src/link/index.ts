// Links between NICs.
export type { FramingSpec } from './framing.js';
export { LinkDirection } from './linkDirection.js';
export type { LinkDirectionStats } from './linkDirectionStats.js';
export type { LinkModels } from './linkModels.js';
export {
  assertLinkDirection,
  DEFAULT_LINK_DIRECTION,
  type LinkDirectionSpec,
  type LinkEndSpec,
  type LinkSpec,
  LinkSpecError,
} from './linkSpec.js';
export { type LinkChange, PointToPointLink } from './pointToPointLink.js';
