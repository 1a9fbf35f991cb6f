/**
 * Mappings have no prototype with anything in it, so that no key is mistaken for a built-in one. Made by a
 * constructor: `Object.create(null)` makes a hash table of each, several times as large.
 */
export const Mapping: new () => Record<string, unknown> = mappingConstructor();

function mappingConstructor() {
  class Empty {
    [key: string]: unknown;
  }
  const { prototype } = Empty;
  Object.setPrototypeOf(prototype, null);
  Reflect.deleteProperty(prototype, 'constructor');
  return Empty;
}
