import { defineAppRun } from '../../define/appRun.js';
import { receiverOf } from '../common/addresses.js';
import { extentSpec, udpPathSpec } from '../common/path.js';
import { payloadOctets } from '../common/payloadOctets.js';
import { oneWayScope, runningApp, ScheduledApp } from '../common/scheduledApp.js';
import { oneWayDetails } from '../common/text.js';
import { FLOW } from './index.js';
import { plannedSends } from './plannedSends.js';
import { text } from './text.js';

export const FLOW_RUN = defineAppRun(FLOW, {
  text,
  details: oneWayDetails,
  plannedSends,
  make(event, { simulation, plan }) {
    const { atNs, pattern, payload } = event;
    const path = udpPathSpec(plan, event);
    const made = simulation.createApp('udp', {
      ...path,
      ...extentSpec(event),
      pattern,
      payload: payloadOctets(payload),
      ...receiverOf(plan, event, path.to),
    });
    const scheduled = new ScheduledApp(made);
    return runningApp(scheduled, { simulation, atNs }, () => ({
      kind: 'flow',
      ...oneWayScope(scheduled),
    }));
  },
});
