import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { FilePosition, TopologyReading } from './topology.js';
import { type Attributes, TopologyBuilder } from './topologyBuilder.js';

/** A node or an edge as it is written. */
interface Element {
  readonly kind: 'node' | 'edge';
  readonly xml: Readonly<Record<string, string>>;
  /** Values by the ids of their keys. */
  readonly data: Map<string, string>;
  /** The text that an editor (yEd) shows at it. */
  shownLabel: string | null;
  readonly position: FilePosition;
}

/** What the values of a key are called, and what elements have that say nothing. */
interface Key {
  readonly name: string;
  readonly domain: string;
  otherwise: string | null;
}

/**
 * The network that a GraphML text describes (graphml.graphdrawing.org), or what is wrong with the text. What
 * `data` says of nodes and edges has the names of its keys. Nodes of graphs inside of nodes count as all others;
 * hyperedges are left out.
 */
export function readGraphmlTopology(text: string): TopologyReading {
  return new GraphmlReader().read(text);
}

class GraphmlReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  readonly #builder = new TopologyBuilder();
  readonly #keys = new Map<string, Key>();
  readonly #elements: Element[] = [];
  /** Nodes and edges that are open; null: a hyperedge. */
  readonly #open: (Element | null)[] = [];
  #error: (FilePosition & { message: string }) | null = null;
  #root: string | null = null;
  #isDirected = false;
  #graph: FilePosition = { line: 1, column: 1 };
  #key: Key | null = null;
  #dataOf: string | null = null;
  #text = '';
  #start: FilePosition = { line: 1, column: 1 };

  read(text: string): TopologyReading {
    const parser = this.#parser;
    parser.on('error', ({ message }) => {
      const reason = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
      this.#error ??= { ...this.#index(), message: `not well-formed XML: ${reason}` };
    });
    parser.on('opentagstart', ({ name }) => {
      // Both `<` and the character behind the name have been read.
      const { line, column } = this.#index();
      this.#start = { line, column: Math.max(1, column - name.length - 2) };
    });
    parser.on('opentag', (tag) => this.#opened(tag));
    parser.on('text', (piece) => {
      this.#text += piece;
    });
    parser.on('cdata', (piece) => {
      this.#text += piece;
    });
    parser.on('closetag', ({ name }) => this.#closed(localName(name)));
    parser.write(text).close();
    if (this.#error !== null) return { problems: [this.#error] };
    if (this.#root !== 'graphml') {
      const message = `this XML is no GraphML: it begins with <${this.#root ?? ''}>`;
      return { problems: [{ line: 1, column: 1, message }] };
    }
    return this.#build();
  }

  #build(): TopologyReading {
    const builder = this.#builder;
    for (const element of this.#elements) {
      if (element.kind !== 'node') continue;
      const { id } = element.xml;
      const attributes = this.#attributesOf(element);
      // An id that is no number is a name mostly.
      const isNamed = /^\d*$/.test(id ?? '') || attributes.has('label') || attributes.has('name');
      const labelled = isNamed ? attributes : new Map([...attributes, ['label', id ?? '']]);
      builder.addNode(id, labelled, element.position);
    }
    for (const element of this.#elements) {
      if (element.kind !== 'edge') continue;
      const { source, target } = element.xml;
      const attributes = this.#attributesOf(element);
      builder.addEdge({ source, target, attributes }, element.position);
      const { directed = this.#isDirected ? 'true' : 'false' } = element.xml;
      if (directed !== 'true') continue;
      const what = 'directed edges are links, which have both directions';
      builder.note(what, `'${source}' – '${target}'`, element.position);
    }
    return builder.result(this.#graph);
  }

  #opened({ name, attributes }: SaxesTagPlain): void {
    const local = localName(name);
    this.#root ??= local;
    this.#text = '';
    switch (local) {
      case 'graph':
        if (this.#elements.length === 0) this.#graph = this.#start;
        if (attributes.edgedefault === 'directed') this.#isDirected = true;
        return;
      case 'key': {
        const { id = '', for: domain = 'all' } = attributes;
        this.#key = { name: attributes['attr.name'] ?? id, domain, otherwise: null };
        this.#keys.set(id, this.#key);
        return;
      }
      case 'node':
      case 'edge': {
        const element: Element = {
          kind: local,
          xml: attributes,
          data: new Map(),
          shownLabel: null,
          position: this.#start,
        };
        this.#elements.push(element);
        this.#open.push(element);
        return;
      }
      case 'hyperedge':
        this.#builder.note('hyperedges are left out', `'${attributes.id ?? ''}'`, this.#start);
        this.#open.push(null);
        return;
      case 'data':
        this.#dataOf = attributes.key ?? null;
        return;
    }
  }

  #closed(local: string): void {
    const element = this.#open.at(-1) ?? null;
    switch (local) {
      case 'node':
      case 'edge':
      case 'hyperedge':
        this.#open.pop();
        return;
      case 'key':
        this.#key = null;
        return;
      case 'default':
        if (this.#key !== null) this.#key.otherwise = this.#text.trim();
        return;
      case 'NodeLabel':
        if (element !== null) element.shownLabel ??= this.#text.trim();
        return;
      case 'data':
        if (this.#dataOf !== null) element?.data.set(this.#dataOf, this.#text.trim());
        this.#dataOf = null;
        return;
    }
  }

  #attributesOf(element: Element): Attributes {
    const attributes = new Map<string, string>();
    for (const [id, { name, domain, otherwise }] of this.#keys) {
      if (domain !== 'all' && domain !== element.kind) continue;
      const value = element.data.get(id) ?? otherwise;
      if (value !== null && !attributes.has(name)) attributes.set(name, value);
    }
    const label = attributes.get('label') ?? element.xml.label ?? element.shownLabel;
    return label === undefined || label === null ? attributes : attributes.set('label', label);
  }

  #index(): FilePosition {
    return { line: this.#parser.line, column: this.#parser.column + 1 };
  }
}

/** Without the prefix of a namespace. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
