import { SourceText } from '../diagnostics/sourceText.js';
import { readEndpoint } from '../document/endpoint.js';
import { networksOf } from '../expand/index.js';
import type { Sibling } from '../files/sibling.js';
import type {
  Expectation,
  GeneratedNetworks,
  ScenarioEvent,
  ScenarioLink,
  ScenarioNode,
  ScenarioSegment,
  WrittenScenario,
} from '../schema/generated/writtenScenario.js';

/** What holds for a scenario as a whole. */
export type ScenarioSettings = Pick<
  WrittenScenario,
  | 'description'
  | 'seed'
  | 'stop'
  | 'epoch'
  | 'defaults'
  | 'addressing'
  | 'import'
  | 'routing'
  | 'outputs'
>;

/** What a link has beside its ends. */
export type LinkSettings = Omit<ScenarioLink, 'endpoints'>;

/** A scenario's octets, as `loadScenario` takes them. */
export interface BuiltSource {
  readonly file: string;
  readonly bytes: Uint8Array;
  readSibling(path: string): Sibling;
}

/** Nodes of a generated network by their groups, such as `hosts`. */
export type NetworkGroups = Readonly<Record<string, readonly string[]>>;

/**
 * Writes a scenario in TypeScript: the same as a file has, with types, for whoever prefers loops of a program. What is
 * wrong with it is told when it is loaded, as of a file.
 */
export class ScenarioBuilder {
  readonly #name: string;
  readonly #settings: ScenarioSettings;
  readonly #nodes: Record<string, ScenarioNode> = {};
  readonly #links: ScenarioLink[] = [];
  readonly #segments: Record<string, ScenarioSegment> = {};
  readonly #events: ScenarioEvent[] = [];
  readonly #expectations: Expectation[] = [];
  readonly #networks: GeneratedNetworks[] = [];
  /** NICs of each node that something is on. */
  readonly #nics = new Map<string, Set<string>>();

  constructor(name: string, settings: ScenarioSettings = {}) {
    this.#name = name;
    this.#settings = settings;
  }

  host(name: string, settings: Omit<ScenarioNode, 'kind'> = {}): this {
    return this.node(name, { ...settings, kind: 'host' });
  }

  router(name: string, settings: Omit<ScenarioNode, 'kind'> = {}): this {
    return this.node(name, { ...settings, kind: 'router' });
  }

  /** A node; of a generated network, what it has besides. */
  node(name: string, node: ScenarioNode): this {
    this.#nodes[name] = node;
    return this;
  }

  /** A link between two nodes, each by its name, which then takes its next free NIC (eth0, eth1 …), or as NODE:NIC. */
  link(from: string, to: string, settings: LinkSettings = {}): this {
    this.#links.push({ endpoints: [this.#endOf(from), this.#endOf(to)], ...settings });
    return this;
  }

  segment(name: string, segment: ScenarioSegment): this {
    for (const each of segment.attach) {
      this.#take(typeof each === 'string' ? each : each.endpoint);
    }
    this.#segments[name] = segment;
    return this;
  }

  event(event: ScenarioEvent): this {
    this.#events.push(event);
    return this;
  }

  /** What must be true of the run: an expression for its end, or an expectation with more. */
  expect(expectation: string | Expectation): this {
    this.#expectations.push(typeof expectation === 'string' ? { that: expectation } : expectation);
    return this;
  }

  /**
   * A network by a few numbers; the result is its groups of nodes. Empty where the numbers are wrong, which loading
   * tells.
   */
  generate<Kind extends keyof GeneratedNetworks>(
    kind: Kind,
    settings: NonNullable<GeneratedNetworks[Kind]>,
  ): NetworkGroups {
    const network = { [kind]: settings };
    this.#networks.push(network);
    const source = { text: new SourceText(this.#name, ''), locate: NOWHERE };
    const { groups, links } = networksOf(network, source);
    for (const end of links) this.#take(end);
    return Object.fromEntries(groups);
  }

  /** The scenario as a file has it. */
  get document(): WrittenScenario {
    const [first, ...others] = this.#networks;
    return {
      schema: 1,
      name: this.#name,
      ...this.#settings,
      ...(first === undefined ? {} : { generate: [first, ...others] }),
      nodes: this.#nodes,
      links: this.#links,
      ...(Object.keys(this.#segments).length === 0 ? {} : { segments: this.#segments }),
      events: this.#events,
      expect: this.#expectations,
    };
  }

  /** The scenario as the text of a file, in JSON. */
  toText(): string {
    return `${JSON.stringify(this.document, null, 1)}\n`;
  }

  /** The scenario for `loadScenario`; without files beside it, unless they can be read. */
  source(
    readSibling: (path: string) => Sibling = (path) => ({
      message: `'${path}': there are no files beside a scenario that a program writes`,
    }),
  ): BuiltSource {
    const bytes = new TextEncoder().encode(this.toText());
    return { file: `${this.#name}.json`, bytes, readSibling };
  }

  #endOf(end: string): string {
    if (end.includes(':')) {
      this.#take(end);
      return end;
    }
    const nics = this.#nics.get(end);
    let number = 0;
    while (nics?.has(`eth${number}`) === true) number += 1;
    const free = `${end}:eth${number}`;
    this.#take(free);
    return free;
  }

  #take(end: string): void {
    const reading = readEndpoint(end);
    if (!reading.ok) return;
    const { node, nic } = reading.value;
    const nics = this.#nics.get(node);
    if (nics === undefined) this.#nics.set(node, new Set([nic]));
    else nics.add(nic);
  }
}

/** What a program writes has no lines. */
const NOWHERE = {
  faultOf: ({ message }: { readonly message: string }) => ({ offset: 0, end: 0, message }),
};
