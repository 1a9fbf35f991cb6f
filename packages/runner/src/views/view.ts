import {
  type CapturedPacketScope,
  type ExpectationScope,
  LINK_FIELDS,
  type LinkDirectionScope,
  type LinkScope,
  NODE_FIELDS,
  type NodeScope,
  PACKET_FIELDS,
  RUN_FIELDS,
  SEGMENT_FIELDS,
  type SegmentScope,
} from '@packetloom/language';
import {
  type BoundRecord,
  bound,
  boundApp,
  type ExpectationNames,
  idleApp,
  ownOf,
} from '@packetloom/language/internal';
import { lazily, View } from './lazyView.js';
import { VIEWS } from './valueView.js';

/** Where views find the scope of the present evaluation. */
export interface ScopeCell {
  scope: ExpectationScope | null;
}

/** The roots of expressions, for the names that an expression mentions. */
export function viewOf(names: ExpectationNames, cell: ScopeCell): View {
  const scope = (): ExpectationScope => {
    if (cell.scope === null) throw new Error('a view is read outside of an evaluation');
    return cell.scope;
  };
  const kinds = new Map([...names.apps].map(({ name, kind }) => [name, kind]));
  const segmentNames = [...names.segments].map(({ name }) => name);
  const run = new View({
    record: { fields: RUN_FIELDS, read: (name) => runOf(scope()).read(name) },
  });
  const views = {
    node: eachOf(names.nodes, (name) =>
      bound(NODE_FIELDS, ownOf(scope().nodes, name) ?? NO_NODE, VIEWS),
    ),
    link: eachOf(names.links, (name) =>
      bound(LINK_FIELDS, ownOf(scope().links, name) ?? NO_LINK, VIEWS),
    ),
    segment: eachOf(segmentNames, (name) =>
      bound(SEGMENT_FIELDS, ownOf(scope().segments, name) ?? NO_SEGMENT, VIEWS),
    ),
    app: new View(),
    capture: new View(),
  };
  for (const name of names.nics ?? []) {
    const packets = new PacketViews();
    views.capture.add(name, () => packets.of(ownOf(scope().captures ?? {}, name) ?? []));
  }
  for (const [name, kind] of kinds) {
    views.app.add(name, () => {
      const app = ownOf(scope().apps, name) ?? idleApp(kind);
      return new View({ record: boundApp(app, VIEWS) });
    });
  }
  return lazily({
    run: () => run,
    ...Object.fromEntries(Object.entries(views).map(([name, view]) => [name, () => view])),
  });
}

/** Packets do not change, and are only added: each is looked at once, however often an expression is asked. */
class PacketViews {
  readonly #views: View[] = [];

  of(packets: readonly CapturedPacketScope[]): readonly View[] {
    for (const packet of packets.slice(this.#views.length)) {
      this.#views.push(new View({ record: bound(PACKET_FIELDS, packet, VIEWS) }));
    }
    return this.#views;
  }
}

function runOf({ run }: ExpectationScope): BoundRecord<unknown> {
  return bound(RUN_FIELDS, run, VIEWS);
}

/** One view for each name. */
function eachOf(names: Iterable<string>, recordOf: (name: string) => BoundRecord<unknown>): View {
  const view = new View();
  for (const name of names) view.add(name, () => new View({ record: recordOf(name) }));
  return view;
}

// What a scope leaves out has counted nothing.

const NO_NODE: NodeScope = { counters: {} };

const NO_DIRECTION: LinkDirectionScope = {
  sentPackets: 0,
  sentBytes: 0,
  deliveredPackets: 0,
  deliveredBytes: 0,
  drops: {},
  queuePackets: 0,
};

const NO_LINK: LinkScope = { forward: NO_DIRECTION, reverse: NO_DIRECTION };

const NO_SEGMENT: SegmentScope = {
  stats: {
    receivedFrames: 0,
    unicastFrames: 0,
    multicastFrames: 0,
    floodedFrames: 0,
    filteredFrames: 0,
  },
  ports: [],
  macTable: [],
  groups: [],
  duplicateAddresses: [],
};
