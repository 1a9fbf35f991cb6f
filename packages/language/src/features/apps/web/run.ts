import { ownerOf } from '../../../addressing/index.js';
import { defineAppRun } from '../../define/appRun.js';
import { addressOf } from '../common/addresses.js';
import { extentSpec } from '../common/path.js';
import { runningApp, ScheduledApp, withHistogram } from '../common/scheduledApp.js';
import { timeDetails } from '../common/text.js';
import { typeOfService } from '../common/typeOfService.js';
import { WEB } from './index.js';
import { text } from './text.js';

export const WEB_RUN = defineAppRun(WEB, {
  text,
  details: ({ pageTime }) => timeDetails('page time', pageTime, {}),
  make(event, { simulation, plan }) {
    const { name, from, atNs, port, serve, server, congestion, ttl } = event;
    const { requestSize, pageSize, objects, objectSize, connections, keepAlive } = event;
    const to = addressOf(plan, event.to);
    const made = simulation.createApp('pages', {
      name,
      from,
      to,
      port,
      server: serve ? (server?.node ?? ownerOf(plan, to)) : null,
      ...(server === null || server.port === null ? {} : { serverPort: server.port }),
      ...extentSpec(event),
      requestSize,
      pageSize,
      objects,
      objectSize,
      connections,
      persistent: keepAlive,
      thinkTime: event.thinkTime,
      serviceTime: event.serviceTime,
      typeOfService: typeOfService(event),
      ...(congestion === null ? {} : { congestionControl: congestion }),
      ...(event.settings ?? {}),
      ...(ttl === null ? {} : { ttl }),
    });
    const scheduled = new ScheduledApp(made);
    return runningApp(scheduled, { simulation, atNs }, () => {
      const { report, distributions } = made;
      const { delay, ...rest } = report;
      return {
        kind: 'web',
        ...scheduled.state,
        ...rest,
        pageTime: withHistogram(report.pageTime, distributions?.pageTime),
        responseTime: withHistogram(report.responseTime, distributions?.responseTime),
        connectTime: withHistogram(report.connectTime, distributions?.connectTime),
      };
    });
  },
});
