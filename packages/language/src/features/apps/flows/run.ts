import { IdealPaths } from '@packetloom/sim/internal';
import { defineAppRun } from '../../define/appRun.js';
import { addressOf } from '../common/addresses.js';
import { extentSpec } from '../common/path.js';
import { runningApp, ScheduledApp, withHistogram } from '../common/scheduledApp.js';
import { typeOfService } from '../common/typeOfService.js';
import { FLOWS } from './index.js';
import { details, text } from './text.js';

export const FLOWS_RUN = defineAppRun(FLOWS, {
  text,
  details,
  make(event, { simulation, plan }) {
    const { name, from, atNs, port, sizes, meanGapNs, classes, congestion, ttl } = event;
    const paths = new IdealPaths(simulation);
    const made = simulation.createApp('flows', {
      name,
      sources: from,
      destinations: event.to.map((host) => ({ host, address: addressOf(plan, host) })),
      port,
      sizes,
      meanGapNs,
      classes,
      ...extentSpec(event),
      typeOfService: typeOfService(event),
      idealNs: (sender, { address }, bytes) => paths.completionNs(sender, address, bytes),
      ...(congestion === null ? {} : { congestionControl: congestion }),
      ...(event.settings ?? {}),
      ...(ttl === null ? {} : { ttl }),
    });
    const scheduled = new ScheduledApp(made);
    return runningApp(scheduled, { simulation, atNs }, () => {
      const { report, distributions } = made;
      return {
        kind: 'flows',
        ...scheduled.state,
        ...report,
        completionTime: withHistogram(report.completionTime, distributions?.completionTime),
        classes: report.classes.map((each, index) => ({
          ...each,
          completionTime: withHistogram(
            each.completionTime,
            distributions?.completionTimes?.[index],
          ),
        })),
      };
    });
  },
});
