/** A network whose traffic is measured, as a scenario file. */
export interface TrafficNetwork {
  readonly name: string;
  /** Datagrams of each flow, unless it is said otherwise. */
  readonly datagrams: number;
  readonly nodes: readonly { readonly name: string; readonly kind: 'host' | 'router' }[];
  /** Ends as NODE:NIC. */
  readonly links: readonly (readonly [string, string])[];
  readonly flows: readonly TrafficFlow[];
  /** Mode and options of the comparison program for as many datagrams: `chain N=8`. */
  readonly counterpart: readonly string[];
}

/** UDP from one node to another. */
export interface TrafficFlow {
  readonly from: string;
  readonly to: string;
  /** Links on its path. */
  readonly hops: number;
}

const PAYLOAD_BYTES = 512;
const INTERVAL = '10us';

/** Names of what can be written beside the report. */
export const TRAFFIC_OUTPUTS = ['none', 'capture', 'plain-capture', 'events', 'explain'] as const;

export type TrafficOutput = (typeof TRAFFIC_OUTPUTS)[number];

const OUTPUT_LINES: Readonly<Record<TrafficOutput, string>> = {
  none: '',
  capture: 'outputs: { pcapng: ["*"] }\n',
  'plain-capture': 'outputs: { pcapng: ["*"], comments: false }\n',
  events: 'outputs: { pcapng: [], events: true }\n',
  explain: '',
};

/** The text of a scenario file in which each flow sends so many datagrams, all of which must arrive. */
export function trafficText(
  { name, nodes, links, flows }: TrafficNetwork,
  datagrams: number,
  output: TrafficOutput,
): string {
  return [
    `schema: 1\nname: ${name}\nnodes:\n`,
    ...nodes.map((node) => `  ${node.name}: { kind: ${node.kind} }\n`),
    'links:\n',
    ...links.map(([one, other]) => {
      return `  - { endpoints: ["${one}", "${other}"], rate: 10gbit, delay: 100us }\n`;
    }),
    'events:\n',
    ...flows.map(({ from, to }, index) => {
      const udp = `from: ${from}, to: "${to}:${5000 + index}", count: ${datagrams}`;
      return `  - { at: 0s, name: flow${index}, udp: { ${udp}, interval: ${INTERVAL}, size: ${PAYLOAD_BYTES}b } }\n`;
    }),
    'expect:\n',
    ...flows.map((_, index) => `  - that: app.flow${index}.received == ${datagrams}\n`),
    OUTPUT_LINES[output],
  ].join('');
}

/** Traversals of links by so many datagrams of each flow. */
export function hopsOf({ flows }: TrafficNetwork, datagrams: number): number {
  return datagrams * flows.reduce((sum, { hops }) => sum + hops, 0);
}

function chain(routers: number): TrafficNetwork {
  const names = ['h1', ...Array.from({ length: routers }, (_, index) => `r${index + 1}`), 'h2'];
  return {
    name: `chain-${routers}`,
    datagrams: 200_000,
    nodes: names.map((name) => ({ name, kind: name.startsWith('r') ? 'router' : 'host' })),
    links: names
      .slice(1)
      .map((name, index) => [`${names[index]}:to-${name}`, `${name}:to-${names[index]}`]),
    flows: [{ from: 'h1', to: 'h2', hops: routers + 1 }],
    counterpart: ['chain', `N=${routers}`],
  };
}

function star(hosts: number): TrafficNetwork {
  const names = Array.from({ length: hosts }, (_, index) => `h${index}`);
  return {
    name: `star-${hosts}`,
    datagrams: 50_000,
    nodes: [
      { name: 'hub', kind: 'router' },
      ...names.map((name) => ({ name, kind: 'host' }) as const),
    ],
    links: names.map((name) => [`${name}:eth0`, `hub:to-${name}`]),
    flows: names.map((from, index) => ({
      from,
      to: names[(index + 1) % hosts] as string,
      hops: 2,
    })),
    counterpart: ['star', `N=${hosts}`],
  };
}

const GRID_FLOWS = 64;

/** Flows go from the left edge to the right one. */
function grid(size: number): TrafficNetwork {
  const name = (column: number, row: number) => `r${column}-${row}`;
  const places = Array.from({ length: size * size }, (_, index) => {
    return [index % size, Math.floor(index / size)] as const;
  });
  return {
    name: `grid-${size}`,
    datagrams: 1000,
    nodes: places.map(([column, row]) => ({ name: name(column, row), kind: 'router' })),
    links: places.flatMap(([column, row]) => {
      const here = name(column, row);
      const east = [`${here}:e`, `${name(column + 1, row)}:w`] as const;
      const south = [`${here}:s`, `${name(column, row + 1)}:n`] as const;
      return [...(column + 1 < size ? [east] : []), ...(row + 1 < size ? [south] : [])];
    }),
    flows: Array.from({ length: GRID_FLOWS }, (_, index) => {
      const [from, to] = [index % size, (7 * index + 3) % size];
      return {
        from: name(0, from),
        to: name(size - 1, to),
        hops: size - 1 + Math.abs(from - to),
      };
    }),
    counterpart: ['grid', `K=${size}`],
  };
}

/** The networks that are measured, by name. */
export const TRAFFIC_NETWORKS: ReadonlyMap<string, TrafficNetwork> = new Map(
  [chain(8), star(8), grid(32)].map((network) => [network.name, network]),
);
