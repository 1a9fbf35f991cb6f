// Programs that run on hosts.
export type { App, IcmpErrorReport, SendFailure } from './app.js';
export type { AppContext } from './appContext.js';
export {
  type AppFactories,
  type AppKind,
  type AppReports,
  type AppSpecs,
  DEFAULT_APP_FACTORIES,
} from './appFactories.js';
export { AppSpecError } from './appSpecError.js';
export type { Distributions, FlowCounts } from './flowMeter.js';
export type { HistogramBucket } from './histogram.js';
export type { JitterReport } from './jitter.js';
export {
  MulticastReceiverApp,
  type MulticastReceiverReport,
  type MulticastReceiverSpec,
} from './multicastReceiver.js';
export {
  MulticastSenderApp,
  type MulticastSenderReport,
  type MulticastSenderSpec,
} from './multicastSender.js';
export type { PacketFlowReport, PacketPathSpec } from './packetSender.js';
export { PingApp, type PingReply, type PingReport, type PingSpec } from './ping.js';
export type { RatioStatistics } from './ratioStatistics.js';
export { RawBytesApp, type RawBytesSpec } from './rawBytes.js';
export { ReplayApp, type ReplaySpec, type ReplaySpeed } from './replay.js';
export {
  RequestResponseApp,
  type RequestResponseReport,
  type RequestResponseSpec,
} from './requestResponse.js';
export { DurationSamples, type DurationStatistics } from './statistics.js';
export type { FlowClassReport, FlowClassSpec, FlowTimes } from './tcp/flowClasses.js';
export { TcpBulkApp, type TcpBulkSpec } from './tcp/tcpBulk.js';
export {
  type FlowDestination,
  TcpFlowsApp,
  type TcpFlowsReport,
  type TcpFlowsSpec,
} from './tcp/tcpFlows.js';
export { TcpPagesApp, type TcpPagesReport, type TcpPagesSpec } from './tcp/tcpPages.js';
export type { TcpBulkReport, TcpConnectionReport } from './tcp/tcpReport.js';
export {
  TracerouteApp,
  type TracerouteHop,
  type TracerouteReport,
  type TracerouteSpec,
} from './traceroute.js';
export * from './traffic/index.js';
export { UdpFlowApp, type UdpFlowReport, type UdpFlowSpec } from './udpFlow.js';
