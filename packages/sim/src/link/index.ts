// Links between NICs.
export { LinkDirection, type LinkDirectionStats } from './linkDirection.js';
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
