import { formatPrefix } from '@packetloom/core';
import type {
  AddressPlan,
  LinkDirection,
  ScenarioDocument,
  ScenarioLink,
  ScenarioSegment,
} from '@packetloom/language';
import { addressesByNode, counted } from '@packetloom/language/internal';
import { directionText } from '@packetloom/language/run';
import { columns } from '../text/style.js';

/** Nodes and links that are listed one by one. */
const MAX_LISTED = 16;

/** What was built, in a line. */
export function networkSummary(document: ScenarioDocument): string {
  const hosts = document.nodes.filter(({ kind }) => kind === 'host').length;
  const routers = document.nodes.length - hosts;
  const parts = [
    ...(hosts > 0 ? [counted(hosts, 'host')] : []),
    ...(routers > 0 ? [counted(routers, 'router')] : []),
    ...(document.links.length > 0 || document.segments.length === 0
      ? [counted(document.links.length, 'link')]
      : []),
    ...(document.segments.length > 0 ? [counted(document.segments.length, 'segment')] : []),
  ];
  return parts.join(', ');
}

/** The nodes with their addresses, and the links and segments with what they do. */
export function networkLines(document: ScenarioDocument, plan: AddressPlan): string[] {
  return [...nodeLines(document, plan), ...linkLines(document), ...segmentLines(document)];
}

function nodeLines(document: ScenarioDocument, plan: AddressPlan): string[] {
  const shown = document.nodes.slice(0, MAX_LISTED);
  const rows = shown.map(({ name, kind, profile }) => {
    const nics = [...(addressesByNode(plan).get(name) ?? [])].map(
      ([nic, addresses]) => `${nic} ${addresses.map(formatPrefix).join(' ')}`,
    );
    return [name, profile === 'standard' ? kind : `${kind} (${profile})`, nics.join(', ')];
  });
  return withRest(columns(rows), document.nodes.length, 'node');
}

function linkLines(document: ScenarioDocument): string[] {
  const shown = document.links.slice(0, MAX_LISTED);
  const rows = shown.map((link) => {
    const [first, second] = link.endpoints.map(({ node, nic }) => `${node}:${nic}`);
    return [link.name, `${first} ─ ${second}`, linkText(link)];
  });
  return withRest(columns(rows), document.links.length, 'link');
}

function segmentLines(document: ScenarioDocument): string[] {
  const shown = document.segments.slice(0, MAX_LISTED);
  const rows = shown.map((segment) => {
    const { name, kind, ports } = segment;
    const ends = ports.slice(0, MAX_LISTED).map(({ end }) => `${end.node}:${end.nic}`);
    if (ports.length > ends.length) ends.push(`… and ${ports.length - ends.length} more`);
    return [name, `${kind} of ${ends.join(', ')}`, portsText(segment)];
  });
  return withRest(columns(rows), document.segments.length, 'segment');
}

/** What all ports have in common; a port of its own kind is told of as such. */
function portsText({ ports }: ScenarioSegment): string {
  const texts = [...new Set(ports.map(linkText))];
  return texts.length === 1 ? (texts[0] ?? '') : `ports of ${texts.length} kinds`;
}

/** Queues are told of when they matter: where packets are dropped. */
function linkText({ forward, reverse }: Pick<ScenarioLink, 'forward' | 'reverse'>): string {
  const [there, back] = [essentials(forward), essentials(reverse)];
  return there === back ? there : `${there}; back ${back}`;
}

function essentials({ queueLimitPackets: _, ...direction }: LinkDirection): string {
  return directionText(direction);
}

/** The lines, and how many more there would be. */
function withRest(lines: readonly string[], all: number, noun: string): string[] {
  const left = all - lines.length;
  return left > 0 ? [...lines, `… and ${counted(left, `more ${noun}`)}`] : [...lines];
}
