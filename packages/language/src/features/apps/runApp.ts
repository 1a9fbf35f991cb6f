import type { AddressNames } from '../../addressing/index.js';
import type { AppSurroundings, RunningApp, TargetNames } from '../define/appRun.js';
import type { AppEvent, AppEvents, AppKind, AppScope, AppScopes } from './index.js';
import { APP_RUNS } from './run.js';

/** Makes an app run. */
export function createApp(event: AppEvent, surroundings: AppSurroundings): RunningApp<AppScope> {
  return madeOf(event.kind, event, surroundings);
}

function madeOf<Kind extends AppKind>(
  kind: Kind,
  event: AppEvents[Kind],
  surroundings: AppSurroundings,
): RunningApp<AppScopes[Kind]> {
  return APP_RUNS[kind].make(event, surroundings);
}

/** What an app is asked to do, in a line of the story of a run. */
export function appText(event: AppEvent, nameOf: TargetNames): string {
  return textOf(event.kind, event, nameOf);
}

function textOf<Kind extends AppKind>(
  kind: Kind,
  event: AppEvents[Kind],
  nameOf: TargetNames,
): string {
  return APP_RUNS[kind].text(event, nameOf);
}

/** What the report tells below the line of an app: rows of cells. */
export function appDetails(scope: AppScope, nameOf: AddressNames): readonly (readonly string[])[] {
  return detailsOf(scope.kind, scope, nameOf);
}

function detailsOf<Kind extends AppKind>(
  kind: Kind,
  scope: AppScopes[Kind],
  nameOf: AddressNames,
): readonly (readonly string[])[] {
  return APP_RUNS[kind].details?.(scope, nameOf) ?? [];
}

/** What an app tells where an expectation about it failed; null: only its errors. */
export function appHint(scope: AppScope): string | null {
  return hintOf(scope.kind, scope);
}

function hintOf<Kind extends AppKind>(kind: Kind, scope: AppScopes[Kind]): string | null {
  return APP_RUNS[kind].hint?.(scope) ?? null;
}

/** Datagrams that an app will send at least until `endNs`; null: not known before. */
export function plannedSendsOf(event: AppEvent, endNs: number): number | null {
  return plannedOf(event.kind, event, endNs);
}

function plannedOf<Kind extends AppKind>(
  kind: Kind,
  event: AppEvents[Kind],
  endNs: number,
): number | null {
  return APP_RUNS[kind].plannedSends?.(event, endNs) ?? null;
}
