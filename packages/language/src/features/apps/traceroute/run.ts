import { defineAppRun } from '../../define/appRun.js';
import { addressOf } from '../common/addresses.js';
import { runningApp, ScheduledApp, withHistogram } from '../common/scheduledApp.js';
import { TRACEROUTE } from './index.js';
import { details, hint, text } from './text.js';

export const TRACEROUTE_RUN = defineAppRun(TRACEROUTE, {
  text,
  details,
  hint,
  make(event, { simulation, plan }) {
    const { name, from, atNs, probe, maxHops, probesPerHop, timeoutNs } = event;
    const to = addressOf(plan, event.to);
    const spec = { name, from, to, probe, maxHops, probesPerHop, timeoutNs };
    const scheduled = new ScheduledApp(simulation.createApp('traceroute', spec));
    return runningApp(scheduled, { simulation, atNs }, () => {
      const { report, distributions } = scheduled.app;
      return {
        kind: 'traceroute',
        ...scheduled.state,
        ...report,
        unsent: 0,
        rtt: withHistogram(report.rtt, distributions?.rtt),
        failures: report.failures.map(({ error }) => error),
      };
    });
  },
});
