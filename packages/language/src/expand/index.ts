// From a document that stands for more than what it says to one that says all.
export { expandDocument } from './expandDocument.js';
export { networksOf } from './networksOf.js';
export type { Places } from './places.js';
export { hasInsertion } from './values/insertions.js';
