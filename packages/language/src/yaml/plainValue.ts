import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
} from 'yaml';
import type { Fault } from '../diagnostics/diagnostic.js';
import { shortened } from '../diagnostics/suggestion.js';
import { MAX_NESTING_DEPTH, maxAliasedValues } from './aliasLimits.js';
import { nestedTooDeeply } from './yamlSyntax.js';

/** A document as plain values. */
export interface PlainDocument {
  readonly value: unknown;
  /** The node that each alias stands for. */
  readonly aliases: ReadonlyMap<Alias, Node>;
  readonly faults: readonly Fault[];
}

/**
 * The values of a YAML document: mappings as objects without a prototype, so that no key can be
 * mistaken for a built-in one. Refuses what scenarios do not need and what hides things: tags,
 * merge keys, keys that are no text, a key given twice, aliases that explode or contain themselves.
 */
export function plainValue(document: Document.Parsed): PlainDocument {
  const reader = new PlainReader(maxAliasedValues(document.range[2]));
  const value = document.contents === null ? null : reader.read(document.contents as Node, 0);
  return { value, aliases: reader.aliases, faults: reader.faults };
}

class PlainReader {
  readonly aliases = new Map<Alias, Node>();
  readonly faults: Fault[] = [];
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #insideAlias = 0;
  #aliasedValues = 0;
  #stopped = false;
  readonly #maxAliasedValues: number;

  constructor(maxAliased: number) {
    this.#maxAliasedValues = maxAliased;
  }

  read(node: Node, depth: number): unknown {
    if (this.#stopped) return null;
    if (depth > MAX_NESTING_DEPTH) return this.#stop(nestedTooDeeply(startOf(node)));
    if (this.#insideAlias > 0 && ++this.#aliasedValues > this.#maxAliasedValues) {
      const message = `aliases stand for more than ${this.#maxAliasedValues} values`;
      return this.#stop(faultAt(node, message));
    }
    if (isAlias(node)) return this.#readAlias(node, depth);
    if (node.tag !== undefined) {
      const tag = node.tag.replace('tag:yaml.org,2002:', '!!');
      this.#fault(node, `tags (${shortened(tag)}) are not part of the scenario language`);
    }
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor !== undefined && this.#insideAlias === 0) this.#anchors.set(anchor, node);
    this.#open.add(node);
    const value = this.#readContent(node, depth);
    this.#open.delete(node);
    return value;
  }

  #readContent(node: Node, depth: number): unknown {
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item) => this.read(item as Node, depth + 1));
    if (isMap(node)) return this.#readMap(node.items as Pair<Node, Node | null>[], depth);
    return null;
  }

  #readMap(items: readonly Pair<Node, Node | null>[], depth: number): unknown {
    const mapping: Record<string, unknown> = Object.create(null);
    for (const { key, value } of items) {
      if (this.#stopped) break;
      const name = this.#keyOf(key);
      if (name === undefined) continue;
      if (Object.hasOwn(mapping, name)) {
        this.#fault(key, `the key '${shortened(name)}' stands here a second time`);
        continue;
      }
      mapping[name] = value === null ? null : this.read(value, depth + 1);
    }
    return mapping;
  }

  #keyOf(key: Node): string | undefined {
    if (!isScalar(key) || key.value === null || typeof key.value === 'object') {
      this.#fault(key, 'a key must be a plain word');
      return undefined;
    }
    if (key.value === '<<' || typeof key.value === 'symbol') {
      this.#fault(
        key,
        'merge keys (<<) are not part of the scenario language; write the keys out, or use an alias (*name) for the whole value',
      );
      return undefined;
    }
    return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
  }

  #readAlias(alias: Alias, depth: number): unknown {
    // Inside of a value that is repeated, it stands for what it stood for at first (YAML 1.2.2, 3.2.2.2).
    const target = this.aliases.get(alias) ?? this.#anchors.get(alias.source);
    if (target === undefined) {
      this.#fault(alias, `the alias *${shortened(alias.source)} has no anchor before it`);
      return null;
    }
    if (this.#open.has(target)) {
      return this.#stop(faultAt(alias, `the alias *${shortened(alias.source)} contains itself`));
    }
    this.aliases.set(alias, target);
    this.#insideAlias += 1;
    const value = this.read(target, depth);
    this.#insideAlias -= 1;
    return value;
  }

  #fault(node: Node, message: string): void {
    // What an alias repeats was told where it stands.
    if (this.#insideAlias === 0) this.faults.push(faultAt(node, message));
  }

  #stop(fault: Fault): null {
    this.#stopped = true;
    this.faults.push(fault);
    return null;
  }
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function faultAt(node: Node, message: string): Fault {
  const offset = startOf(node);
  return { offset, end: node.range?.[1] ?? offset + 1, message };
}
