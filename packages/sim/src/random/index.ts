// Random streams named by owner and purpose.
export { NamedRandom, type UniformSource } from './namedRandom.js';
export type { OwnedRandom } from './ownedRandom.js';
export type { UniformStream } from './uniformStream.js';
