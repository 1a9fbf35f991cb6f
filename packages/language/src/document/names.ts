/** What nodes, links, NICs and apps may be called. */
export const NAME_FORM = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;

/** The NIC of a router that no link ends at: its address is up while the router is. */
export const LOOPBACK_NIC = 'lo';

/** Words of CEL that are no names. */
const CEL_WORDS: ReadonlySet<string> = new Set(['in', 'true', 'false', 'null']);

/** A name as an expression writes it after `node`: `.h1`, or `["h-1"]`. */
export function memberAccess(name: string): string {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !CEL_WORDS.has(name);
  return isPlain ? `.${name}` : `["${name}"]`;
}

/** For each set of names, the first number after each name that may be free. */
const nextNumbers = new WeakMap<Set<string>, Map<string, number>>();

/** The first of `name`, `name_2`, `name_3` … that is not taken yet; takes it. */
export function takeName(taken: Set<string>, name: string): string {
  if (!taken.has(name)) {
    taken.add(name);
    return name;
  }
  const numbers = nextNumbers.get(taken) ?? new Map<string, number>();
  nextNumbers.set(taken, numbers);
  let number = numbers.get(name) ?? 2;
  while (taken.has(`${name}_${number}`)) number += 1;
  numbers.set(name, number + 1);
  const free = `${name}_${number}`;
  taken.add(free);
  return free;
}
