// How much is sent: what sizes can be, and what was measured. Drawing them is the business of apps.
export { DATA_MINING, WEB_SEARCH } from './flowSizes.js';
export { meanSize, type SizePoint, type SizeSpec } from './sizeSpec.js';
