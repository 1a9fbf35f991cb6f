import { defineAppRun } from '../../define/appRun.js';
import { addressOf } from '../common/addresses.js';
import { Launch, launched, withHistogram } from '../common/launch.js';
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
    const launch = new Launch(simulation.createApp('traceroute', spec));
    return launched(launch, { simulation, atNs }, () => {
      const { report, distributions } = launch.app;
      return {
        kind: 'traceroute',
        ...launch.state,
        ...report,
        unsent: 0,
        rtt: withHistogram(report.rtt, distributions?.rtt),
        failures: report.failures.map(({ error }) => error),
      };
    });
  },
});
