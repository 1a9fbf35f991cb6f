import { defineAppRun } from '../../define/appRun.js';
import { packetPathSpec } from '../common/path.js';
import { oneWayScope, runningApp, ScheduledApp } from '../common/scheduledApp.js';
import { oneWayDetails } from '../common/text.js';
import { replayed } from './captured.js';
import { REPLAY } from './index.js';
import { text } from './text.js';

export const REPLAY_RUN = defineAppRun(REPLAY, {
  text,
  details: oneWayDetails,
  make(event, { simulation, plan }) {
    const { atNs, speed, leftOut } = event;
    const datagrams = replayed(event.datagrams);
    const path = packetPathSpec(plan, event, datagrams[0]?.octets);
    const scheduled = new ScheduledApp(
      simulation.createApp('replay', { ...path, datagrams, speed }),
    );
    return runningApp(scheduled, { simulation, atNs }, () => {
      return { kind: 'replay', ...oneWayScope(scheduled), leftOut };
    });
  },
});
