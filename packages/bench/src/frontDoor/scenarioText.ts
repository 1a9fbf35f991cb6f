import { Xorshift } from '../network/xorshift.js';
import { linksOf, type NetworkShape, pairOf, type RouterPair } from './networkShape.js';

/** In which form a network is written: in the scenario file itself, or in a topology file that it imports. */
export type NetworkFormat = 'yaml' | 'json' | 'gml' | 'graphml';

export const NETWORK_FORMATS: readonly NetworkFormat[] = ['yaml', 'json', 'gml', 'graphml'];

/** What a scenario file is written from; the same text each time. */
export interface NetworkSpec {
  readonly shape: NetworkShape;
  readonly routers: number;
  readonly format: NetworkFormat;
  /** Pings, and as many flows of UDP. */
  readonly pairs: number;
}

/** A scenario file, and the topology file that it imports, if it does. */
export interface ScenarioFiles {
  readonly name: string;
  readonly text: string;
  readonly topology: { readonly name: string; readonly text: string } | null;
}

const MAX_DELAY_MS = 5;

/** Writes a scenario: routers, links with delays of 1 to 5 ms, pings and flows between random pairs. */
export function scenarioFiles(spec: NetworkSpec): ScenarioFiles {
  const { shape, routers, format } = spec;
  const random = new Xorshift();
  const links = linksOf(shape, routers, random).map((pair): Link => {
    return { pair, delay: `${1 + random.below(MAX_DELAY_MS)}ms` };
  });
  const name = `${shape}-${routers}`;
  const head = { schema: 1, name, defaults: { node: { ttl: 255 } } };
  const events = eventsOf(spec, random);
  if (format === 'json') {
    const parts = { ...head, ...writtenNetwork(routers, links), events };
    return { name: `${name}.json`, text: `${JSON.stringify(parts, null, 1)}\n`, topology: null };
  }
  const begin = Object.entries(head).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  const end = `events:\n${events.map((event) => `  - ${JSON.stringify(event)}\n`).join('')}`;
  const file = `${name}.yaml`;
  if (format === 'yaml') {
    const network = writtenNetwork(routers, links);
    const nodes = Object.keys(network.nodes).map((node) => `  ${node}: { kind: router }\n`);
    const lines = network.links.map(({ endpoints: [one, other], delay }) => {
      return `  - { endpoints: ["${one}", "${other}"], delay: ${delay} }\n`;
    });
    const parts = [...begin, 'nodes:\n', ...nodes, 'links:\n', ...lines, end];
    return { name: file, text: parts.join(''), topology: null };
  }
  const topology = {
    name: `${name}.${format}`,
    text: format === 'gml' ? gmlOf(routers, links) : graphmlOf(routers, links),
  };
  const wanted = `import: { file: ${topology.name}, delay: 2ms }\n`;
  return { name: file, text: `${begin.join('')}${wanted}${end}`, topology };
}

interface Link {
  readonly pair: RouterPair;
  readonly delay: string;
}

function nameOf(router: number): string {
  return `r${router}`;
}

/** Each link takes the next NIC of both its ends. */
function writtenNetwork(routers: number, links: readonly Link[]) {
  const nics = new Int32Array(routers);
  const end = (router: number) => {
    const nic = nics[router] as number;
    nics[router] = nic + 1;
    return `${nameOf(router)}:eth${nic}`;
  };
  return {
    nodes: Object.fromEntries(
      Array.from({ length: routers }, (_, router) => [nameOf(router), { kind: 'router' }]),
    ),
    links: links.map(({ pair: [one, other], delay }) => {
      return { endpoints: [end(one), end(other)], delay };
    }),
  };
}

function eventsOf({ shape, routers, pairs }: NetworkSpec, random: Xorshift) {
  return Array.from({ length: pairs }, (_, place) => {
    const [from, to, source, sink] = [
      ...pairOf(shape, routers, random),
      ...pairOf(shape, routers, random),
    ].map(nameOf);
    const at = `${1000 + place}ms`;
    return [
      { at, name: `ping${place}`, ping: { from, to, count: 3 } },
      {
        at,
        name: `flow${place}`,
        flow: {
          from: source,
          to: `${sink}:${5000 + place}`,
          udp: { rate: '64kbit', size: '160b' },
          until: '2s',
        },
      },
    ];
  }).flat();
}

function gmlOf(routers: number, links: readonly Link[]): string {
  const nodes = Array.from({ length: routers }, (_, router) => {
    return `  node [ id ${router} label "${nameOf(router)}" ]\n`;
  });
  const edges = links.map(({ pair: [one, other] }) => {
    return `  edge [ source ${one} target ${other} ]\n`;
  });
  return `graph [\n  multigraph 1\n${nodes.join('')}${edges.join('')}]\n`;
}

function graphmlOf(routers: number, links: readonly Link[]): string {
  const nodes = Array.from({ length: routers }, (_, router) => {
    return `<node id="${router}"><data key="l">${nameOf(router)}</data></node>\n`;
  });
  const edges = links.map(({ pair: [one, other] }) => {
    return `<edge source="${one}" target="${other}"/>\n`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="l" for="node" attr.name="label" attr.type="string"/>
<graph edgedefault="undirected">
${nodes.join('')}${edges.join('')}</graph>
</graphml>
`;
}
