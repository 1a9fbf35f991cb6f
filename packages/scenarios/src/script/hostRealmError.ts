import { types } from 'node:util';

/**
 * Whether something is an error of our own realm: scripts have errors of theirs, and throw other things. It never
 * throws: what throws when it is looked at, such as a proxy, is none.
 */
export function isHostRealmError(thrown: unknown): thrown is Error {
  if (types.isProxy(thrown)) return false;
  try {
    return thrown instanceof Error;
  } catch {
    return false;
  }
}
