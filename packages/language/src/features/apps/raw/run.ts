import { defineAppRun } from '../../define/appRun.js';
import { packetOctets } from '../../packet/encode.js';
import { Launch, launched, oneWayScope } from '../common/launch.js';
import { extentSpec, packetPathSpec } from '../common/path.js';
import { repeated } from '../common/plannedSends.js';
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
    const launch = new Launch(simulation.createApp('raw', spec));
    return launched(launch, { simulation, atNs }, () => ({ kind: 'raw', ...oneWayScope(launch) }));
  },
});
