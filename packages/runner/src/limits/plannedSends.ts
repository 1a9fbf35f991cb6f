import type { ScenarioDocument } from '@packetloom/language';
import { isApp } from '@packetloom/language/internal';
import { plannedSendsOf } from '@packetloom/language/run';

/** What an app will send at least, as far as that is known before. */
export interface PlannedSends {
  readonly name: string;
  readonly datagrams: number;
}

/** Datagrams that apps will send by what they are told, the most first: means, where gaps are drawn. */
export function plannedSends({ events, stopNs }: ScenarioDocument): PlannedSends[] {
  const endNs = stopNs ?? Number.POSITIVE_INFINITY;
  return events
    .filter(isApp)
    .flatMap((event) => {
      const datagrams = plannedSendsOf(event, endNs);
      return datagrams === null ? [] : [{ name: event.name, datagrams }];
    })
    .sort((a, b) => b.datagrams - a.datagrams);
}
