import { accepted } from '../context/accepted.js';
import type { Context, Findings } from '../context/context.js';
import type { LinkDirection, ScenarioLink } from '../document/document.js';
import { type Endpoint, readEndpoint } from '../document/endpoint.js';
import { takeName } from '../document/names.js';
import { checkDirection, checkWritten } from '../features/direction/checkDirection.js';
import { writtenDirection } from '../features/direction/linkDirections.js';
import type { ScenarioLink as WrittenLink } from '../schema/generated/writtenScenario.js';

/** What the links of a scenario are built on. */
export interface LinkInputs {
  /** Links that were imported: they take their names and NICs first. */
  readonly imported: readonly ScenarioLink[];
  readonly nodeNames: ReadonlySet<string>;
  /** Names that links do not get by default. */
  readonly segmentNames: ReadonlySet<string>;
  readonly defaults: LinkDirection;
  /** Whether weights decide about routes. */
  readonly isWeighed: boolean;
  /** What each NIC is on, by NODE:NIC: filled in with the links. */
  readonly users: Map<string, string>;
}

/** The links of the file, behind the imported ones. */
export function normaliseLinks(
  written: readonly WrittenLink[],
  inputs: LinkInputs,
  context: Context,
): ScenarioLink[] {
  const { imported, segmentNames, defaults, users } = inputs;
  const links = [...imported];
  const namesOf = nameLinks(written, imported, segmentNames, context);
  for (const { name, endpoints } of imported) {
    for (const { node, nic } of endpoints) users.set(`${node}:${nic}`, `the link '${name}'`);
  }
  for (const link of written) {
    const endpoints = endpointsOf(link);
    const name = namesOf.get(link) as string;
    checkEndpoints(link, endpoints, inputs.nodeNames, context);
    checkNics(link, endpoints, name, users, context);
    const path = context.pathOf(link);
    const { reverse: back = {} } = link;
    const sound = [
      checkWritten(link, path, context),
      checkWritten(back, [...path, 'reverse'], context),
    ].every(Boolean);
    const forward = { ...defaults, ...writtenDirection(link, context.distributions) };
    const reverse = { ...forward, ...writtenDirection(back, context.distributions) };
    if (sound) {
      checkDirection(forward, path, context);
      if (link.reverse !== undefined) checkDirection(reverse, [...path, 'reverse'], context);
    }
    links.push({ name, endpoints, forward, reverse, ...weightOf(link, inputs, context) });
  }
  return links;
}

/** What a link counts for in routes. */
function weightOf(
  link: WrittenLink,
  { isWeighed }: LinkInputs,
  { findings, pathOf, complete }: Context,
): Pick<ScenarioLink, 'weight'> {
  const { weight } = link;
  if (weight === undefined) return {};
  if (!isWeighed && complete) {
    const message = 'nothing looks at weights without routing: { by: weight }';
    findings.add({ path: [...pathOf(link), 'weight'], about: 'key', message });
  }
  if (typeof weight === 'number') return { weight: { forward: weight, reverse: weight } };
  return { weight: { forward: weight.forward ?? 1, reverse: weight.reverse ?? 1 } };
}

function endpointsOf(link: WrittenLink): [Endpoint, Endpoint] {
  const [first, second] = link.endpoints;
  return [accepted(readEndpoint(first)), accepted(readEndpoint(second))];
}

/** Names that are given come first, so that those by default never clash with them. */
function nameLinks(
  written: readonly WrittenLink[],
  imported: readonly ScenarioLink[],
  segmentNames: ReadonlySet<string>,
  { findings, pathOf }: Context,
): Map<WrittenLink, string> {
  const taken = new Set(imported.map(({ name }) => name));
  const names = new Map<WrittenLink, string>();
  for (const link of written) {
    if (link.name === undefined) continue;
    if (taken.has(link.name)) {
      const path = [...pathOf(link), 'name'];
      findings.add({ path, message: `another link is named '${link.name}' already` });
    }
    taken.add(link.name);
    names.set(link, link.name);
  }
  for (const name of segmentNames) taken.add(name);
  for (const link of written) {
    if (names.has(link)) continue;
    const [first, second] = endpointsOf(link);
    names.set(link, takeName(taken, `${first.node}_${second.node}`));
  }
  return names;
}

function checkEndpoints(
  link: WrittenLink,
  endpoints: readonly [Endpoint, Endpoint],
  nodeNames: ReadonlySet<string>,
  { findings, pathOf }: Context,
): void {
  const path = [...pathOf(link), 'endpoints'];
  for (const [index, { node }] of endpoints.entries()) {
    if (!nodeNames.has(node)) findings.unknown([...path, index], 'node', node, nodeNames);
  }
  if (endpoints[0].node === endpoints[1].node) {
    const message = `both ends are at '${endpoints[0].node}': a link joins two nodes`;
    findings.add({ path, message });
  }
}

function checkNics(
  link: WrittenLink,
  endpoints: readonly [Endpoint, Endpoint],
  name: string,
  users: Map<string, string>,
  { findings, pathOf }: Context,
): void {
  for (const [index, { node, nic }] of endpoints.entries()) {
    const key = `${node}:${nic}`;
    const user = users.get(key);
    if (user !== undefined && endpoints[0].node !== endpoints[1].node) {
      const path = [...pathOf(link), 'endpoints', index];
      const message = `the NIC '${key}' is on ${user} already`;
      findings.add({ path, message, ...freeNic(node, users, findings) });
    }
    users.set(key, `the link '${name}'`);
  }
}

/** With more messages than that, nobody asks which NIC is free. */
const MAX_SUGGESTIONS = 100;

/** Suggests the first NIC of a node, in the usual names, that nothing is on. */
export function freeNic(
  node: string,
  users: ReadonlyMap<string, string>,
  { problems }: Findings,
): { readonly suggestion?: string } {
  if (problems.length > MAX_SUGGESTIONS) return {};
  for (let number = 0; ; number += 1) {
    const suggestion = `${node}:eth${number}`;
    if (!users.has(suggestion)) return { suggestion };
  }
}
