import type { App, TcpPagesReport } from '@packetloom/sim';
import { ownerOf } from '../../../addressing/index.js';
import { type AppSurroundings, defineAppRun, type RunningApp } from '../../define/appRun.js';
import { addressOf } from '../common/addresses.js';
import { extentSpec, udpPathSpec } from '../common/path.js';
import { oneWayScope, runningApp, ScheduledApp, withHistogram } from '../common/scheduledApp.js';
import { typeOfService } from '../common/typeOfService.js';
import type { RequestResponseEvent } from './event.js';
import type { RequestResponseScope } from './fields.js';
import { REQUEST_RESPONSE } from './index.js';
import { details, text } from './text.js';

type Running = RunningApp<RequestResponseScope>;

export const REQUEST_RESPONSE_RUN = defineAppRun(REQUEST_RESPONSE, {
  text,
  details,
  make: (event, surroundings) =>
    event.tcp === null ? overUdp(event, surroundings) : overTcp(event, event.tcp, surroundings),
});

function overUdp(event: RequestResponseEvent, { simulation, plan }: AppSurroundings): Running {
  const { atNs, serve, server, request, response } = event;
  const { thinkTime, serviceTime, timeoutNs, retries } = event;
  const path = udpPathSpec(plan, event);
  const made = simulation.createApp('request-response', {
    ...path,
    ...extentSpec(event),
    server: serve ? (server?.node ?? ownerOf(plan, path.to)) : null,
    ...(server === null || server.port === null ? {} : { serverPort: server.port }),
    requestBytes: request.kind === 'fixed' ? request.bytes : 0,
    responseBytes: response.kind === 'fixed' ? response.bytes : 0,
    thinkTime,
    serviceTime,
    timeoutNs,
    retries,
  });
  const scheduled = new ScheduledApp(made);
  return runningApp(scheduled, { simulation, atNs }, () => {
    const { transmissions, responseTime } = made.report;
    return {
      kind: 'request-response',
      ...oneWayScope(scheduled),
      transmissions,
      connections: 0,
      retransmissions: 0,
      responseTime: withHistogram(responseTime, made.distributions?.responseTime),
    };
  });
}

function overTcp(
  event: RequestResponseEvent,
  { isPersistent, congestion, settings }: NonNullable<RequestResponseEvent['tcp']>,
  { simulation, plan }: AppSurroundings,
): Running {
  const { name, from, atNs, port, serve, server, ttl } = event;
  const to = addressOf(plan, event.to);
  const made = simulation.createApp('pages', {
    name,
    from,
    to,
    port,
    server: serve ? (server?.node ?? ownerOf(plan, to)) : null,
    ...(server === null || server.port === null ? {} : { serverPort: server.port }),
    ...extentSpec(event),
    requestSize: event.request,
    pageSize: event.response,
    persistent: isPersistent,
    thinkTime: event.thinkTime,
    serviceTime: event.serviceTime,
    typeOfService: typeOfService(event),
    ...(congestion === null ? {} : { congestionControl: congestion }),
    ...(settings ?? {}),
    ...(ttl === null ? {} : { ttl }),
  });
  const scheduled = new ScheduledApp(made);
  return runningApp(scheduled, { simulation, atNs }, () => scopeOf(scheduled, made));
}

/** A page is a request here, and nothing else. */
function scopeOf(
  { state }: ScheduledApp<TcpPagesReport>,
  { report, distributions }: App<TcpPagesReport>,
): RequestResponseScope {
  const { sent, received, lost, inFlight, unsent, receivedBytes } = report;
  const { connections, retransmissions, failures } = report;
  return {
    kind: 'request-response',
    ...state,
    ...{ sent, received, lost, inFlight, unsent, duplicated: 0, reordered: 0 },
    ...{ transmissions: sent, receivedBytes, connections, retransmissions, failures },
    errors: [],
    delay: withHistogram(report.delay, distributions?.delay),
    responseTime: withHistogram(report.responseTime, distributions?.responseTime),
  };
}
