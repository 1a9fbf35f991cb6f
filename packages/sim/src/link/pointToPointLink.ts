import type { EventBus } from '../bus/eventBus.js';
import { LinkDirection, type LinkDirectionContext } from './linkDirection.js';
import type { LinkDirectionSpec, LinkEndSpec, LinkSpec } from './linkSpec.js';

/** What of a link can change during a run. */
export interface LinkChange {
  readonly up?: boolean;
  readonly forward?: Partial<LinkDirectionSpec>;
  readonly reverse?: Partial<LinkDirectionSpec>;
}

/** A link between two NICs: two directions that know nothing of each other but whom they feed. */
export class PointToPointLink {
  readonly name: string;
  readonly endpoints: readonly [LinkEndSpec, LinkEndSpec];
  /** From the first end to the second. */
  readonly forward: LinkDirection;
  readonly reverse: LinkDirection;
  readonly #context: LinkDirectionContext;

  constructor(context: LinkDirectionContext, spec: LinkSpec) {
    const { name: link } = spec;
    this.name = link;
    this.endpoints = spec.endpoints;
    this.#context = context;
    this.forward = new LinkDirection(context, { link, direction: 'forward' }, spec.forward);
    this.reverse = new LinkDirection(context, { link, direction: 'reverse' }, spec.reverse);
    this.forward.peer = this.reverse;
    this.reverse.peer = this.forward;
  }

  get up(): boolean {
    return this.forward.up;
  }

  /** Changes both directions at once. */
  set(change: LinkChange): void {
    if (change.forward !== undefined) this.forward.set(change.forward);
    if (change.reverse !== undefined) this.reverse.set(change.reverse);
    if (change.up !== undefined) this.setUp(change.up);
  }

  /** Takes the link up or down; going down loses all that is on it. */
  setUp(up: boolean): void {
    if (this.up === up) return;
    const bus: EventBus = this.#context.bus;
    if (bus.observed) {
      bus.publish({ type: 'link-state', timeNs: this.#context.clock.nowNs, link: this.name, up });
    }
    this.forward.setUp(up);
    this.reverse.setUp(up);
    this.forward.notifyCarrierChange();
    this.reverse.notifyCarrierChange();
  }

  /** Packets on the link, both ways. */
  get inFlightPackets(): number {
    return this.forward.inFlightPackets + this.reverse.inFlightPackets;
  }
}
