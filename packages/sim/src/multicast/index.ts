// Multicast between routers.
export { MulticastTrees } from './multicastTrees.js';
