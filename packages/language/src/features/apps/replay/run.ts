import { defineAppRun } from '../../define/appRun.js';
import { Launch, launched, oneWayScope } from '../common/launch.js';
import { packetPathSpec } from '../common/path.js';
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
    const launch = new Launch(simulation.createApp('replay', { ...path, datagrams, speed }));
    return launched(launch, { simulation, atNs }, () => {
      return { kind: 'replay', ...oneWayScope(launch), leftOut };
    });
  },
});
