import type { ReplayDatagram } from '@packetloom/sim';
import { octetsOf } from '../../../quantity/octets.js';
import { defineAppRun } from '../../define/appRun.js';
import { Launch, launched, oneWayScope } from '../common/launch.js';
import { packetPathSpec } from '../common/path.js';
import { oneWayDetails } from '../common/text.js';
import type { CapturedDatagram } from './event.js';
import { REPLAY } from './index.js';
import { text } from './text.js';

export const REPLAY_RUN = defineAppRun(REPLAY, {
  text,
  details: oneWayDetails,
  make(event, { simulation, plan }) {
    const { atNs, speed, leftOut } = event;
    const datagrams = event.datagrams.map((captured) => new Datagram(captured));
    const path = packetPathSpec(plan, event, datagrams[0]?.octets);
    const launch = new Launch(simulation.createApp('replay', { ...path, datagrams, speed }));
    return launched(launch, { simulation, atNs }, () => {
      return { kind: 'replay', ...oneWayScope(launch), leftOut };
    });
  },
});

/** A datagram whose octets are made when it is sent: a capture is not held twice. */
class Datagram implements ReplayDatagram {
  readonly timeNs: number;
  readonly #digits: string;

  constructor({ timeNs, octets }: CapturedDatagram) {
    this.timeNs = timeNs;
    this.#digits = octets;
  }

  get octets(): Uint8Array {
    return octetsOf(this.#digits);
  }
}
