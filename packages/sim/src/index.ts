// The simulated world: time, links, hosts, programs, and what is recorded of them. A map; nothing else
// stands here.

export {
  type App,
  type AppContext,
  type AppFactories,
  type AppReports,
  AppSpecError,
  type AppSpecs,
  DEFAULT_APP_FACTORIES,
  type Distributions,
  type DurationSpec,
  type DurationStatistics,
  type FlowClassSpec,
  type FlowCounts,
  type IcmpErrorReport,
  MulticastReceiverApp,
  type MulticastReceiverReport,
  MulticastSenderApp,
  type MulticastSenderReport,
  PingApp,
  type PingReport,
  type RatioStatistics,
  RawBytesApp,
  ReplayApp,
  type ReplaySpeed,
  RequestResponseApp,
  type SendFailure,
  TcpBulkApp,
  type TcpBulkReport,
  TcpFlowsApp,
  TcpPagesApp,
  type TcpPagesReport,
  TracerouteApp,
  type TrafficPatternSpec,
  UdpFlowApp,
  type UdpFlowSpec,
} from './apps/index.js'; // ping, traceroute, UDP flows
export {
  EventBus,
  type EventFilter,
  type EventSource,
  type EventTap,
  type LinkImpairment,
  type OtherEvent,
  type PacketSummary,
  type SimulationEvent,
  type SimulationEventType,
  SubscriberError,
} from './bus/index.js'; // everything that happens, as one stream
export {
  type ByteSink,
  isCaptureReadError,
  type LeftOut,
  type LeftOutReason,
  PcapngWriter,
  type Replay,
  type ReplayDatagram,
  readCapture,
  replayDatagrams,
} from './capture/index.js'; // pcapng
export { createSimulation, type SimulationOptions, TOKENS } from './composition/index.js'; // how the parts are put together
export {
  type DelayModel,
  type DelayModelFactory,
  type ImpairmentSpec,
  ImpairmentSpecError,
  type JitterDistribution,
  type JitterTable,
  type LossModel,
  type LossModelFactory,
  type LossSpec,
} from './impairment/index.js'; // what links do to packets besides taking time
export {
  DEFAULT_LINK_DIRECTION,
  type FramingSpec,
  type LinkChange,
  LinkDirection,
  type LinkDirectionSpec,
  type LinkSpec,
  LinkSpecError,
  PointToPointLink,
} from './link/index.js'; // links between NICs
export {
  FINGERPRINT_FORMAT,
  type HostFactory,
  type HostSpec,
  type LinkFactory,
  NetworkError,
  type RunSummary,
  SIMULATION_EVENT_TYPES,
  Simulation,
} from './network/index.js'; // hosts and links in simulated time
export { type DropReason, type PacketEvent, PacketHistory } from './observe/index.js'; // reasons, lives, time series
export {
  type QueueDiscipline,
  type QueueDisciplineContext,
  type QueueDisciplineFactory,
  type QueueSpec,
  QueueSpecError,
  type QueueSpecs,
} from './queue/index.js'; // queues in front of the rate stage
export { NamedRandom } from './random/index.js'; // named random streams
export type { Accounting } from './record/index.js';
export {
  DEFAULT_SEGMENT_PORT,
  Segment,
  type SegmentPort,
  type SegmentSpec,
  SegmentSpecError,
  type SegmentStats,
} from './segment/index.js'; // hubs and switches
export {
  DATA_MINING,
  meanSize,
  type SizePoint,
  type SizeSpec,
  WEB_SEARCH,
} from './sizes/index.js'; // how much is sent
export { MAX_TIME_NS, TimeRangeError, VirtualClock } from './time/index.js'; // event queue, clocks, timers
