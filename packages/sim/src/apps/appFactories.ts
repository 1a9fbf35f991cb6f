import type { App } from './app.js';
import type { AppContext } from './appContext.js';
import {
  MulticastReceiverApp,
  type MulticastReceiverReport,
  type MulticastReceiverSpec,
} from './multicastReceiver.js';
import {
  MulticastSenderApp,
  type MulticastSenderReport,
  type MulticastSenderSpec,
} from './multicastSender.js';
import type { PacketFlowReport } from './packetSender.js';
import { PingApp, type PingReport, type PingSpec } from './ping.js';
import { RawBytesApp, type RawBytesSpec } from './rawBytes.js';
import { ReplayApp, type ReplaySpec } from './replay.js';
import {
  RequestResponseApp,
  type RequestResponseReport,
  type RequestResponseSpec,
} from './requestResponse.js';
import { TcpBulkApp, type TcpBulkSpec } from './tcp/tcpBulk.js';
import { TcpFlowsApp, type TcpFlowsReport, type TcpFlowsSpec } from './tcp/tcpFlows.js';
import { TcpPagesApp, type TcpPagesReport, type TcpPagesSpec } from './tcp/tcpPages.js';
import type { TcpBulkReport } from './tcp/tcpReport.js';
import { TracerouteApp, type TracerouteReport, type TracerouteSpec } from './traceroute.js';
import { UdpFlowApp, type UdpFlowReport, type UdpFlowSpec } from './udpFlow.js';

/** What each kind of app is made from. */
export interface AppSpecs {
  readonly ping: PingSpec;
  readonly traceroute: TracerouteSpec;
  readonly udp: UdpFlowSpec;
  readonly tcp: TcpBulkSpec;
  readonly flows: TcpFlowsSpec;
  readonly pages: TcpPagesSpec;
  readonly 'request-response': RequestResponseSpec;
  readonly replay: ReplaySpec;
  readonly raw: RawBytesSpec;
  readonly 'multicast-sender': MulticastSenderSpec;
  readonly 'multicast-receiver': MulticastReceiverSpec;
}

/** What each kind of app reports. */
export interface AppReports {
  readonly ping: PingReport;
  readonly traceroute: TracerouteReport;
  readonly udp: UdpFlowReport;
  readonly tcp: TcpBulkReport;
  readonly flows: TcpFlowsReport;
  readonly pages: TcpPagesReport;
  readonly 'request-response': RequestResponseReport;
  readonly replay: PacketFlowReport;
  readonly raw: PacketFlowReport;
  readonly 'multicast-sender': MulticastSenderReport;
  readonly 'multicast-receiver': MulticastReceiverReport;
}

/** The kinds of app that scenarios know. */
export type AppKind = keyof AppSpecs;

/** How apps are made: rebind the token to put others in their place. */
export type AppFactories = {
  readonly [Kind in AppKind]: (
    simulation: AppContext,
    spec: AppSpecs[Kind],
  ) => App<AppReports[Kind]>;
};

/** The built-in apps. */
export const DEFAULT_APP_FACTORIES: AppFactories = {
  ping: (simulation, spec) => new PingApp(simulation, spec),
  traceroute: (simulation, spec) => new TracerouteApp(simulation, spec),
  udp: (simulation, spec) => new UdpFlowApp(simulation, spec),
  tcp: (simulation, spec) => new TcpBulkApp(simulation, spec),
  flows: (simulation, spec) => new TcpFlowsApp(simulation, spec),
  pages: (simulation, spec) => new TcpPagesApp(simulation, spec),
  'request-response': (simulation, spec) => new RequestResponseApp(simulation, spec),
  replay: (simulation, spec) => new ReplayApp(simulation, spec),
  raw: (simulation, spec) => new RawBytesApp(simulation, spec),
  'multicast-sender': (simulation, spec) => new MulticastSenderApp(simulation, spec),
  'multicast-receiver': (simulation, spec) => new MulticastReceiverApp(simulation, spec),
};
