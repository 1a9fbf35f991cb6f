import { ownerOf } from '../../../addressing/index.js';
import { defineAppRun } from '../../define/appRun.js';
import { Launch, launched, oneWayScope, withHistogram } from '../common/launch.js';
import { extentSpec, udpPathSpec } from '../common/path.js';
import { REQUEST_RESPONSE } from './index.js';
import { details, text } from './text.js';

export const REQUEST_RESPONSE_RUN = defineAppRun(REQUEST_RESPONSE, {
  text,
  details,
  make(event, { simulation, plan }) {
    const { atNs, serve, server, requestBytes, responseBytes } = event;
    const { thinkTime, serviceTime, timeoutNs, retries } = event;
    const path = udpPathSpec(plan, event);
    const made = simulation.createApp('request-response', {
      ...path,
      ...extentSpec(event),
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
    return launched(launch, { simulation, atNs }, () => {
      const { transmissions, responseTime } = made.report;
      return {
        kind: 'request-response',
        ...oneWayScope(launch),
        transmissions,
        responseTime: withHistogram(responseTime, made.distributions?.responseTime),
      };
    });
  },
});
