import { defineAppRun } from '../../define/appRun.js';
import { packetOctets } from '../../packet/encode.js';
import { extentSpec, packetPathSpec } from '../common/path.js';
import { repeated } from '../common/plannedSends.js';
import { oneWayScope, runningApp, ScheduledApp } from '../common/scheduledApp.js';
import { oneWayDetails } from '../common/text.js';
import { RAW } from './index.js';
import { text } from './text.js';

export const RAW_RUN = defineAppRun(RAW, {
  text,
  details: oneWayDetails,
  plannedSends(event, endNs) {
    const series = { ...event, count: event.count ?? Number.POSITIVE_INFINITY };
    return repeated(series, Math.min(endNs, event.untilNs ?? endNs));
  },
  make(event, { simulation, plan }) {
    const { atNs, intervalNs } = event;
    const packet = packetOctets(event.packet, plan);
    const path = packetPathSpec(plan, event, packet);
    const spec = { ...path, ...extentSpec(event), packet, intervalNs };
    const scheduled = new ScheduledApp(simulation.createApp('raw', spec));
    return runningApp(scheduled, { simulation, atNs }, () => ({
      kind: 'raw',
      ...oneWayScope(scheduled),
    }));
  },
});
