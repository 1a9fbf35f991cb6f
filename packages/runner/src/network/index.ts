// A network of a scenario in a simulation: hosts, links, segments, and their routes.
export { addNetwork, configureNetwork } from './buildNetwork.js';
export { installRoutes } from './routes.js';
