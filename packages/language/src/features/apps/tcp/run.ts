import { ownerOf } from '../../../addressing/index.js';
import { defineAppRun } from '../../define/appRun.js';
import { addressOf } from '../common/addresses.js';
import { runningApp, ScheduledApp } from '../common/scheduledApp.js';
import { typeOfService } from '../common/typeOfService.js';
import { TCP } from './index.js';
import { text } from './text.js';

export const TCP_RUN = defineAppRun(TCP, {
  text,
  make(event, { simulation, plan }) {
    const { name, from, atNs, port, octets, untilNs, receiver } = event;
    const to = addressOf(plan, event.to);
    const made = simulation.createApp('tcp', {
      name,
      from,
      to,
      port,
      octets,
      untilNs,
      typeOfService: typeOfService(event),
      receiver: event.receive ? (receiver?.node ?? ownerOf(plan, to)) : null,
      ...(receiver === null || receiver.port === null ? {} : { receiverPort: receiver.port }),
      ...(event.sourcePort === null ? {} : { sourcePort: event.sourcePort }),
      ...(event.congestion === null ? {} : { congestionControl: event.congestion }),
      ...(event.settings ?? {}),
      ...(event.ttl === null ? {} : { ttl: event.ttl }),
    });
    const scheduled = new ScheduledApp(made);
    return runningApp(scheduled, { simulation, atNs }, () => {
      const { report } = made;
      return { kind: 'tcp', ...scheduled.state, ...report, octets, sent: report.sentBytes };
    });
  },
});
