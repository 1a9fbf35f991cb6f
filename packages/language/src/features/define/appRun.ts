import type { Ipv4Address } from '@packetloom/core';
import type { PingReport, Simulation } from '@packetloom/sim';
import type { AddressNames, AddressPlan } from '../../addressing/index.js';
import type { ScenarioEvent as WrittenEvent } from '../../schema/generated/writtenScenario.js';
import type { App, AppEventBase, AppScopeBase } from './app.js';

/** Where an app runs. */
export interface AppSurroundings {
  readonly simulation: Simulation;
  readonly plan: AddressPlan;
}

/** An app while its scenario runs. */
export interface RunningApp<Scope> {
  /** Sets up what happens at the time of the event. */
  schedule(): void;
  /** What came of it so far, as expectations see it. */
  readonly scope: Scope;
  /** Of pings: those of which it consists, that have begun. Their replies are told one by one. */
  readonly pings?: readonly StartedPing[];
}

/** A ping that has begun. */
export interface StartedPing {
  readonly from: string;
  readonly to: string | Ipv4Address;
  readonly startNs: number;
  readonly report: PingReport;
}

/** What makes an app run, and what is told of it. */
export interface AppRun<Event, Scope> {
  readonly make: (event: Event, surroundings: AppSurroundings) => RunningApp<Scope>;
  /** What it is asked to do, in a line of the story of a run. */
  readonly text: (event: Event, nameOf: TargetNames) => string;
  /** What the report tells below its line: rows of cells that stand one under the other. */
  readonly details?: (scope: Scope, nameOf: AddressNames) => readonly (readonly string[])[];
  /** What it tells where an expectation about it failed, behind its name, instead of its errors. */
  readonly hint?: (scope: Scope) => string;
  /**
   * Datagrams that it will send at least until `endNs`, as far as that is known before: means, where gaps are drawn.
   */
  readonly plannedSends?: (event: Event, endNs: number) => number;
}

/** What a destination, a node by name or an address, is called. */
export type TargetNames = (target: string | Ipv4Address) => string;

/** The other half of an app, for the list in `features/apps/run.ts`. */
export function defineAppRun<
  Kind extends keyof WrittenEvent,
  Event extends AppEventBase<Kind>,
  Scope extends AppScopeBase<Kind>,
>(_app: App<Kind, Event, Scope>, run: AppRun<Event, Scope>): AppRun<Event, Scope> {
  return run;
}
