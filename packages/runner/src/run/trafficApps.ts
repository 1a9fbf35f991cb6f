import { IPV4_MIN_HEADER_LENGTH, ipv4Destination } from '@packetloom/core/wire';
import type {
  AddressPlan,
  AppScope,
  FlowEvent,
  RawEvent,
  ReplayEvent,
  RequestResponseEvent,
  TrafficEvent,
} from '@packetloom/language';
import type { Simulation } from '@packetloom/sim';
import { addressOf, ownerOf, receiverOf } from './addresses.js';
import { Launch, oneWayScope, withHistogram } from './appScopes.js';
import type { ScenarioApp } from './apps.js';
import { typeOfService } from './typeOfService.js';

/** A program, and how it is seen. */
interface Program {
  readonly launch: { start(): void };
  readonly scope: () => AppScope;
}

/** An app of a scenario that sends by itself. */
export function trafficApp(
  simulation: Simulation,
  plan: AddressPlan,
  event: TrafficEvent,
): ScenarioApp {
  const { launch, scope } = programOf(simulation, plan, event);
  return {
    event,
    pings: [],
    schedule: () => simulation.at(event.atNs, () => launch.start()),
    get scope() {
      return scope();
    },
  };
}

function programOf(simulation: Simulation, plan: AddressPlan, event: TrafficEvent): Program {
  switch (event.kind) {
    case 'flow':
      return flowOf(simulation, plan, event);
    case 'request-response':
      return requestResponseOf(simulation, plan, event);
    case 'replay':
      return replayOf(simulation, plan, event);
    case 'raw':
      return rawOf(simulation, plan, event);
  }
}

function flowOf(simulation: Simulation, plan: AddressPlan, event: FlowEvent): Program {
  const { pattern, payload } = event;
  const path = udpPathOf(plan, event);
  const made = simulation.makeApp('udp', {
    ...path,
    ...extentOf(event),
    pattern,
    payload,
    ...receiverOf(plan, event, path.to),
  });
  const launch = new Launch(made);
  return { launch, scope: () => ({ kind: 'flow', ...oneWayScope(launch) }) };
}

function requestResponseOf(
  simulation: Simulation,
  plan: AddressPlan,
  event: RequestResponseEvent,
): Program {
  const { serve, server, requestBytes, responseBytes, thinkTime, serviceTime, timeoutNs, retries } =
    event;
  const path = udpPathOf(plan, event);
  const made = simulation.makeApp('request-response', {
    ...path,
    ...extentOf(event),
    server: serve ? (server?.node ?? ownerOf(plan, path.to)) : null,
    ...(server === null || server.port === null ? {} : { serverPort: server.port }),
    requestBytes,
    responseBytes,
    thinkTime,
    serviceTime,
    timeoutNs,
    retries,
  });
  const launch = new Launch(made);
  const scope = (): AppScope => {
    const { transmissions, responseTime } = made.report;
    return {
      kind: 'request-response',
      ...oneWayScope(launch),
      transmissions,
      responseTime: withHistogram(responseTime, made.distributions?.responseTime),
    };
  };
  return { launch, scope };
}

function replayOf(simulation: Simulation, plan: AddressPlan, event: ReplayEvent): Program {
  const { datagrams, speed } = event;
  const path = packetPathOf(plan, event, datagrams[0]?.octets);
  const launch = new Launch(simulation.makeApp('replay', { ...path, datagrams, speed }));
  const { leftOut } = event;
  return { launch, scope: () => ({ kind: 'replay', ...oneWayScope(launch), leftOut }) };
}

function rawOf(simulation: Simulation, plan: AddressPlan, event: RawEvent): Program {
  const { octets, intervalNs } = event;
  const path = packetPathOf(plan, event, octets);
  const spec = { ...path, ...extentOf(event), packet: octets, intervalNs };
  const launch = new Launch(simulation.makeApp('raw', spec));
  return { launch, scope: () => ({ kind: 'raw', ...oneWayScope(launch) }) };
}

function udpPathOf(plan: AddressPlan, event: FlowEvent | RequestResponseEvent) {
  const { name, from, port, sourcePort, df, ttl } = event;
  return {
    name,
    from,
    to: addressOf(plan, event.to),
    port,
    dontFragment: df,
    typeOfService: typeOfService(event),
    ...(sourcePort === null ? {} : { sourcePort }),
    ...(ttl === null ? {} : { ttl }),
  };
}

function extentOf({ count, untilNs }: { count: number | null; untilNs: number | null }) {
  return { ...(count === null ? {} : { count }), ...(untilNs === null ? {} : { untilNs }) };
}

function packetPathOf(
  plan: AddressPlan,
  { name, from, nic, mode, receiver }: ReplayEvent | RawEvent,
  first: Uint8Array | undefined,
) {
  const meant = receiver ?? (first === undefined ? null : destinationOf(plan, first));
  return { name, from, mode, receiver: meant, ...(nic === null ? {} : { nic }) };
}

/** The node with the destination address of a packet, or null. */
function destinationOf(plan: AddressPlan, packet: Uint8Array): string | null {
  if (packet.length < IPV4_MIN_HEADER_LENGTH) return null;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  return ownerOf(plan, ipv4Destination(view, 0));
}
