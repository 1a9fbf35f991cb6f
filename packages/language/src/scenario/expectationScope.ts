import type { AppScope } from '../features/apps/index.js';
import type {
  CapturedPacketScope,
  LinkScope,
  NodeScope,
  RunScope,
  SegmentScope,
} from '../fields/types/scope.js';

/** What an expectation looks at: a network and its apps, at an instant of a run. */
export interface ExpectationScope {
  readonly run: RunScope;
  readonly nodes: Readonly<Record<string, NodeScope>>;
  readonly links: Readonly<Record<string, LinkScope>>;
  readonly segments: Readonly<Record<string, SegmentScope>>;
  /** Apps that have not begun may be left out: they read as zeros. */
  readonly apps: Readonly<Record<string, AppScope>>;
  /** What passed NICs, by NODE:NIC, in the order of time; NICs that are not asked for may be left out. */
  readonly captures?: Readonly<Record<string, readonly CapturedPacketScope[]>>;
}
