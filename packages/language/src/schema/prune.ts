import type { DocumentPath } from '../diagnostics/diagnostic.js';

type Mapping = Record<string, unknown>;

/** What holds a mapping or list, and by which key or index. */
interface Holder {
  readonly holder: object;
  readonly segment: string | number;
}

/** Paths of the mappings and lists of a document, by identity: they stay true when others are cut out. */
export function pathsOf(document: unknown): (value: object) => DocumentPath {
  const holders = new Map<object, Holder>();
  const walk = (holder: object): void => {
    const isList = Array.isArray(holder);
    for (const key of Object.keys(holder)) {
      const inner: unknown = Reflect.get(holder, key);
      if (typeof inner !== 'object' || inner === null) continue;
      holders.set(inner, { holder, segment: isList ? Number(key) : key });
      walk(inner);
    }
  };
  if (typeof document === 'object' && document !== null) walk(document);
  return (value) => {
    const path: (string | number)[] = [];
    for (let at = holders.get(value); at !== undefined; at = holders.get(at.holder)) {
      path.push(at.segment);
    }
    return path.reverse();
  };
}

/**
 * Cuts what is wrong out of a document, in place, so that the rest can be checked too: a key goes, an
 * entry of a list goes if it is a mapping, and a list of plain values goes as a whole. Mappings that
 * stay are the same objects as before. Returns the document, or `undefined` if nothing is left.
 */
export function pruned(document: unknown, wrong: readonly DocumentPath[]): unknown {
  const root = tree(wrong);
  return cut(document, root);
}

interface Branch {
  readonly children: Map<string | number, Branch>;
  wrong: boolean;
}

function tree(paths: readonly DocumentPath[]): Branch {
  const root: Branch = { children: new Map(), wrong: false };
  for (const path of paths) {
    let branch = root;
    for (const segment of path) {
      let child = branch.children.get(segment);
      if (child === undefined) {
        child = { children: new Map(), wrong: false };
        branch.children.set(segment, child);
      }
      branch = child;
    }
    branch.wrong = true;
  }
  return root;
}

/** The value without what is wrong in it; `undefined` if nothing of it can stay. */
function cut(value: unknown, branch: Branch): unknown {
  if (branch.wrong || typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return cutList(value, branch);
  for (const [key, child] of branch.children) {
    const left = cut((value as Mapping)[key], child);
    if (left === undefined) delete (value as Mapping)[key];
    else (value as Mapping)[key] = left;
  }
  return value;
}

function cutList(list: readonly unknown[], branch: Branch): unknown {
  const left: unknown[] = [];
  for (const [index, item] of list.entries()) {
    const child = branch.children.get(index);
    const kept = child === undefined ? item : cut(item, child);
    if (kept !== undefined) left.push(kept);
    else if (typeof item !== 'object' || item === null) return undefined;
  }
  return left;
}
