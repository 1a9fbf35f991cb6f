import type { Context } from '../../../context/context.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { payloadOf } from '../common/payload.js';
import { socketEndpointOf } from '../common/targets.js';
import { extentOf, udpPathOf } from '../common/udpPath.js';
import type { FlowEvent } from './event.js';
import { patternOf } from './pattern.js';

export function normalise(flow: WrittenApp<'flow'>, about: AppInputs, context: Context): FlowEvent {
  const { name, atNs } = about;
  const path = context.pathOf(flow);
  const payload = payloadOf(flow.udp, context.pathOf(flow.udp), context);
  const pattern = patternOf(flow.udp, payload.bytes, context);
  const extent = extentOf(flow, path, about, context);
  const { count } = extent;
  const untilNs = extent.untilNs ?? (count === null ? about.stopNs : null);
  if (count === null && untilNs === null) {
    const message = 'this flow never ends: give it until or count, or the scenario a stop';
    context.findings.add({ path, about: 'key', message });
  }
  if (count === null && pattern.kind === 'constant-interval' && pattern.intervalNs === 0) {
    const message = 'an interval of 0s sends everything at once: say how much by count';
    context.findings.add({ path: [...context.pathOf(flow.udp), 'interval'], message });
  }
  return {
    kind: 'flow',
    name,
    atNs,
    ...udpPathOf(flow, path, about, context),
    receive: flow.receive ?? true,
    receiver: socketEndpointOf(flow.receiver, [...path, 'receiver'], about, context),
    pattern,
    payload,
    count,
    untilNs,
  };
}
