import { formatIpv4Address } from '@packetloom/core';
import type { AppScope, ExpectationScope, LinkScope } from '@packetloom/language';
import { memberAccess, ownOf } from '@packetloom/language/internal';
import { appHint } from '@packetloom/language/run';

/** Names that an expression mentions, of each kind. */
export interface ReferencedNames {
  readonly nodes: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
  readonly apps: ReadonlySet<string>;
}

const MAX_HINTS = 8;

/** Where to look when an expectation failed: what the apps, links and nodes that it names tell. */
export function hintOf(referenced: ReferencedNames, scope: ExpectationScope): string | null {
  const hints: string[] = [];
  for (const name of referenced.apps) hints.push(...appHints(name, ownOf(scope.apps, name)));
  for (const name of referenced.links) {
    hints.push(...directionHints(`link${memberAccess(name)}`, ownOf(scope.links, name)));
  }
  for (const name of referenced.segments) {
    for (const port of ownOf(scope.segments, name)?.ports ?? []) {
      hints.push(...directionHints(`segment${memberAccess(name)}.ports["${port.name}"]`, port));
    }
  }
  for (const name of referenced.nodes) {
    hints.push(...dropHints(`node${memberAccess(name)}`, ownOf(scope.nodes, name)?.drops));
  }
  if (hints.length === 0) return null;
  const more = hints.length - MAX_HINTS;
  return [...hints.slice(0, MAX_HINTS), ...(more > 0 ? [`… and ${more} more`] : [])].join('; ');
}

function appHints(name: string, app: AppScope | undefined): string[] {
  const subject = `app${memberAccess(name)}`;
  if (app === undefined) return [`${subject} has not begun`];
  const own = appHint(app);
  if (own !== null) return [`${subject} ${own}`];
  const errors = counted(
    ('errors' in app ? app.errors : []).map(
      ({ type, code, from }) => `ICMP ${type}/${code} from ${formatIpv4Address(from)}`,
    ),
  );
  const failures = counted(app.failures);
  const hints: string[] = [];
  if (errors !== '') hints.push(`${subject} received ${errors}`);
  if (failures !== '') hints.push(`${subject} could not send: ${failures}`);
  return hints;
}

function directionHints(subject: string, link: LinkScope | undefined): string[] {
  return (['forward', 'reverse'] as const).flatMap((direction) =>
    dropHints(`${subject}.${direction}`, link?.[direction].drops),
  );
}

function dropHints(subject: string, drops: Readonly<Record<string, number>> | undefined): string[] {
  const dropped = Object.entries(drops ?? {}).filter(([, count]) => count > 0);
  if (dropped.length === 0) return [];
  return [
    `${subject} dropped ${dropped.map(([reason, count]) => `${count} × ${reason}`).join(', ')}`,
  ];
}

/** `3 × a, 1 × b`, in the order of first occurrence. */
function counted(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => `${count} × ${text}`).join(', ');
}
