import type { FlowClassSpec, SizeSpec } from '@packetloom/sim';
import type { AppEventBase } from '../../define/app.js';
import type { Extent } from '../common/event.js';
import type { FlowTcp } from '../common/tcpChanges.js';

/** TCP flows that begin at random between nodes. */
export interface FlowsEvent extends AppEventBase<'flows'>, Extent {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly port: number;
  readonly sizes: SizeSpec;
  /** As it is written, in a few words. */
  readonly sizesText: string;
  readonly meanGapNs: number;
  /** What the arrivals follow, in a few words. */
  readonly loadText: string;
  readonly classes: readonly FlowClassSpec[];
  /** null: that of the sending node. */
  readonly congestion: string | null;
  /** null: as the nodes. */
  readonly settings: FlowTcp | null;
  /** null: the node's own. */
  readonly ttl: number | null;
  readonly dscp: number;
}
