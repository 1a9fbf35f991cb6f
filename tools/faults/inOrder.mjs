/**
 * Does work for each item, some of it at once, and tells the results in the order of the items, as soon as those before
 * are told.
 * @template Item, Result
 * @param {readonly Item[]} items
 * @param {number} atOnce
 * @param {(item: Item) => Promise<Result>} work
 * @param {(result: Result) => void} tell
 * @returns {Promise<Result[]>}
 */
export async function inOrder(items, atOnce, work, tell) {
  /** @type {Map<number, Result>} */
  const waiting = new Map();
  /** @type {Result[]} */
  const told = [];
  let next = 0;
  const worker = async () => {
    for (let place = next++; place < items.length; place = next++) {
      waiting.set(place, await work(/** @type {Item} */ (items[place])));
      for (const result of ready(waiting, told.length)) {
        told.push(result);
        tell(result);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return told;
}

/**
 * Results from a place on, up to the first that is missing.
 * @template Result
 * @param {Map<number, Result>} waiting
 * @param {number} from
 */
function* ready(waiting, from) {
  for (let place = from; waiting.has(place); place++) {
    yield/** @type {Result} */ (waiting.get(place));
    waiting.delete(place);
  }
}
