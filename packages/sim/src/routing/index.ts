// Shortest paths over a network, and the routes that follow from them.
export {
  type AttachedPrefix,
  type PlannedRoute,
  RoutePlanner,
  type RoutePlannerSpec,
} from './routePlanner.js';
export { type GraphEdge, RoutingGraph, type RoutingGraphSpec } from './routingGraph.js';
export { NO_EDGE, ShortestPathSearch, type ShortestPathTree } from './shortestPaths.js';
