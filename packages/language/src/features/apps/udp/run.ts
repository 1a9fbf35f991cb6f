import { defineAppRun } from '../../define/appRun.js';
import { addressOf, receiverOf } from '../common/addresses.js';
import { payloadOctets } from '../common/payloadOctets.js';
import { repeated } from '../common/plannedSends.js';
import { oneWayScope, runningApp, ScheduledApp } from '../common/scheduledApp.js';
import { typeOfService } from '../common/typeOfService.js';
import { UDP } from './index.js';
import { text } from './text.js';

export const UDP_RUN = defineAppRun(UDP, {
  text,
  plannedSends: repeated,
  make(event, { simulation, plan }) {
    const { name, from, atNs, port, count, intervalNs, payload } = event;
    const to = addressOf(plan, event.to);
    const made = simulation.createApp('udp', {
      name,
      from,
      to,
      port,
      count,
      intervalNs,
      payload: payloadOctets(payload),
      dontFragment: event.df,
      typeOfService: typeOfService(event),
      ...receiverOf(plan, event, to),
      ...(event.sourcePort === null ? {} : { sourcePort: event.sourcePort }),
      ...(event.ttl === null ? {} : { ttl: event.ttl }),
    });
    const scheduled = new ScheduledApp(made);
    return runningApp(scheduled, { simulation, atNs }, () => ({
      kind: 'udp',
      ...oneWayScope(scheduled),
    }));
  },
});
