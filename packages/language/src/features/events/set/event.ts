import type { LinkDirection } from '../../../document/document.js';
import type { Endpoint } from '../../../document/endpoint.js';
import type { EventBase } from '../../define/event.js';

/** A change of a link. What is not named stays. */
export interface LinkEvent extends EventBase<'link'> {
  readonly link: string;
  readonly up?: boolean;
  readonly forward: Partial<LinkDirection>;
  readonly reverse: Partial<LinkDirection>;
}

/** A change of a segment: of one port, or of all. What is not named stays. */
export interface SegmentEvent extends EventBase<'segment'> {
  readonly segment: string;
  /** null: every port. */
  readonly port: Endpoint | null;
  readonly up?: boolean;
  readonly forward: Partial<LinkDirection>;
  readonly reverse: Partial<LinkDirection>;
}

/** A node, or one of its NICs, that goes down or comes up. */
export interface NodeStateEvent extends EventBase<'node-state'> {
  readonly node: string;
  /** null: the node as a whole. */
  readonly nic: string | null;
  readonly up: boolean;
}
