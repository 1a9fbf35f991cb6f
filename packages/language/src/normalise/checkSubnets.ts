import { formatPrefix, type Ipv4Prefix, networkOf } from '@packetloom/core';
import { type AddressPlan, addressesByNode, lastOf } from '../addressing/index.js';
import type { Context } from '../context/context.js';
import type { DocumentPath } from '../diagnostics/diagnostic.js';
import type { Endpoint } from '../document/endpoint.js';
import type { ScenarioDocument } from '../scenario/scenarioDocument.js';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';

/** A link or segment. */
interface Network {
  /** As messages name it. */
  readonly title: string;
  readonly ends: readonly Endpoint[];
  /** Where it is written; for imported links, the import. */
  readonly path: DocumentPath;
  /** In the order of the scenario. */
  readonly index: number;
}

/** A subnet that a network has. */
interface Subnet {
  readonly prefix: Ipv4Prefix;
  readonly network: Network;
}

/** A scenario with thousands of them has one mistake. */
const MAX_WARNINGS = 5;

/**
 * Tells of links and segments whose subnets overlap. A node that is on two with the same subnet cannot
 * know by which of them a neighbour is reached: a mistake. All else may be wanted, and is warned of.
 */
export function checkSubnets(
  document: ScenarioDocument,
  plan: AddressPlan,
  written: WrittenScenario,
  { findings, pathOf }: Context,
): void {
  let more = 0;
  for (const pair of overlapsOf(subnetsOf(networksOf(document, written, pathOf), plan))) {
    const [first, second] = pair.sort((a, b) => a.network.index - b.network.index);
    const node = nodeOnBoth(first, second, plan);
    const { path } = second.network;
    const same = first.prefix.length === second.prefix.length;
    if (same && node !== undefined) {
      const message = `${second.network.title} has the same subnet as ${first.network.title}, ${formatPrefix(first.prefix)}, and '${node}' is on both: it cannot tell by which of them a neighbour is reached; give one of them another subnet`;
      findings.add({ path, message });
    } else if (findings.warnings.length < MAX_WARNINGS) {
      findings.warn({ path, message: warningText(first, second, same) });
    } else {
      more += 1;
    }
  }
  if (more > 0) findings.warn({ path: [], message: `${more} more subnets overlap others` });
}

function warningText(first: Subnet, second: Subnet, same: boolean): string {
  const [a, b] = [first, second].map(({ prefix }) => formatPrefix(prefix));
  if (same) {
    return `${second.network.title} has the same subnet as ${first.network.title}, ${a}: routes lead to one of them only; give one of them another subnet, unless NAT hides it`;
  }
  const isInner = second.prefix.length > first.prefix.length;
  const relation = isInner ? 'lies in' : 'contains';
  return `the subnet ${b} of ${second.network.title} ${relation} ${a} of ${first.network.title}: what both hold is sent to the one with the longer prefix; give one of them another subnet, unless that is wanted`;
}

function networksOf(
  document: ScenarioDocument,
  written: WrittenScenario,
  pathOf: Context['pathOf'],
): Network[] {
  const ownLinks = written.links ?? [];
  const imported = document.links.length - ownLinks.length;
  const importPath = written.import === undefined ? [] : pathOf(written.import);
  const links = document.links.map(({ name, endpoints }, index): Network => {
    const own = ownLinks[index - imported];
    const path = own === undefined ? importPath : [...pathOf(own), 'endpoints'];
    return { title: `link '${name}'`, ends: endpoints, path, index };
  });
  const segments = document.segments.map(({ name, ports }, index): Network => {
    const own = written.segments?.[name];
    const path = own === undefined ? [] : [...pathOf(own), 'attach'];
    const ends = ports.map(({ end }) => end);
    return { title: `segment '${name}'`, ends, path, index: links.length + index };
  });
  return [...links, ...segments];
}

/** Each subnet of each network, once. */
function subnetsOf(networks: readonly Network[], plan: AddressPlan): Subnet[] {
  return networks.flatMap((network) => {
    const subnets = new Map<string, Subnet>();
    for (const { node, nic } of network.ends) {
      for (const given of addressesByNode(plan).get(node)?.get(nic) ?? []) {
        const prefix = { address: networkOf(given), length: given.length };
        subnets.set(formatPrefix(prefix), { prefix, network });
      }
    }
    return [...subnets.values()];
  });
}

/** Each subnet that overlaps one before it, with the narrowest such. Prefixes nest, or share nothing. */
function* overlapsOf(subnets: readonly Subnet[]): Generator<[Subnet, Subnet]> {
  const sorted = [...subnets].sort(
    (a, b) => a.prefix.address - b.prefix.address || a.prefix.length - b.prefix.length,
  );
  const around: Subnet[] = [];
  for (const subnet of sorted) {
    for (let top = around.at(-1); top !== undefined; top = around.at(-1)) {
      if (lastOf(top.prefix) >= subnet.prefix.address) break;
      around.pop();
    }
    const outer = around.findLast(({ network }) => network !== subnet.network);
    if (outer !== undefined) yield [outer, subnet];
    around.push(subnet);
  }
}

/** A node with NICs in both subnets. */
function nodeOnBoth(first: Subnet, second: Subnet, plan: AddressPlan): string | undefined {
  const isIn = ({ prefix }: Subnet, { node, nic }: Endpoint) =>
    (addressesByNode(plan).get(node)?.get(nic) ?? []).some(
      (given) => given.length === prefix.length && networkOf(given) === prefix.address,
    );
  const nodes = new Set(
    first.network.ends.filter((end) => isIn(first, end)).map(({ node }) => node),
  );
  return second.network.ends.find((end) => nodes.has(end.node) && isIn(second, end))?.node;
}
