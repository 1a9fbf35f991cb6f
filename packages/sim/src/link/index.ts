// Links between NICs.
export type { FramingSpec } from './framing.js';
export { LinkDirection } from './linkDirection.js';
export {
  assertLinkDirection,
  DEFAULT_LINK_DIRECTION,
  type LinkDirectionSpec,
  type LinkSpec,
  LinkSpecError,
} from './linkSpec.js';
export { type LinkChange, PointToPointLink } from './pointToPointLink.js';
