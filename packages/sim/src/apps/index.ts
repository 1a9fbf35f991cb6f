// Programs that run on hosts.
export type { App, IcmpErrorReport, SendFailure } from './app.js';
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
export { PingApp, type PingReply, type PingReport, type PingSpec } from './ping.js';
export { DurationSamples, type DurationStatistics } from './statistics.js';
export {
  TracerouteApp,
  type TracerouteHop,
  type TracerouteReport,
  type TracerouteSpec,
} from './traceroute.js';
export { UdpFlowApp, type UdpFlowReport, type UdpFlowSpec } from './udpFlow.js';
