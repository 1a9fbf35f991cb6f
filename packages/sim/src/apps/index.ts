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
export { MulticastReceiverApp, type MulticastReceiverReport } from './multicastReceiver.js';
export { MulticastSenderApp, type MulticastSenderReport } from './multicastSender.js';
export { PingApp, type PingReport } from './ping.js';
export type { RatioStatistics } from './ratioStatistics.js';
export { RawBytesApp } from './rawBytes.js';
export { ReplayApp, type ReplaySpeed } from './replay.js';
export { RequestResponseApp } from './requestResponse.js';
export { DurationSamples, type DurationStatistics } from './statistics.js';
export type { FlowClassSpec } from './tcp/flowClasses.js';
export { TcpBulkApp } from './tcp/tcpBulk.js';
export { TcpFlowsApp } from './tcp/tcpFlows.js';
export { TcpPagesApp, type TcpPagesReport } from './tcp/tcpPages.js';
export type { TcpBulkReport } from './tcp/tcpReport.js';
export { TracerouteApp } from './traceroute.js';
export * from './traffic/index.js';
export { UdpFlowApp, type UdpFlowSpec } from './udpFlow.js';
