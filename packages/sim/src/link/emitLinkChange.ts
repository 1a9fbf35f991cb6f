import type { Clock } from '@packetloom/core';
import type { EventBus, LinkDirectionName } from '../bus/eventBus.js';
import type { LinkDirectionSpec } from './linkSpec.js';

/** Whom changes are told, and when. */
interface Listeners {
  readonly bus: EventBus;
  readonly clock: Pick<Clock, 'nowNs'>;
}

/** Tells that a direction is going to change, if anything is another value than before. */
export function emitLinkChange(
  { bus, clock }: Listeners,
  name: LinkDirectionName,
  before: LinkDirectionSpec,
  change: Partial<LinkDirectionSpec>,
): void {
  if (!bus.observed) return;
  const text = changeText(before, change);
  if (text === null) return;
  bus.publish({ type: 'link-changed', timeNs: clock.nowNs, ...name, change: text });
}

/** What of a change is another value than before, as JSON in the order of names; null if nothing is. */
function changeText(before: LinkDirectionSpec, change: Partial<LinkDirectionSpec>): string | null {
  const old = new Map(Object.entries(before).map(([name, value]) => [name, textOf(value)]));
  const members = Object.entries(change)
    .map(([name, value]) => ({ name, text: textOf(value) }))
    .filter(({ name, text }) => text !== (old.get(name) ?? 'null'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (members.length === 0) return null;
  return `{${members.map(({ name, text }) => `${JSON.stringify(name)}:${text}`).join(',')}}`;
}

/** What is off is as if it were not there. Functions have no text. */
function textOf(value: unknown): string {
  const ofFunction = (_name: string, part: unknown) =>
    typeof part === 'function' ? 'function' : part;
  return JSON.stringify(value === false ? null : (value ?? null), ofFunction);
}
