import type { FlowClassSpec } from '@packetloom/sim';
import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import { readSize } from '../../../quantity/units.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { nodeGroupOf } from '../common/nodeGroup.js';
import { flowTcpOf } from '../common/tcpChanges.js';
import { extentOf } from '../common/udpPath.js';
import { varyingSizeOf, varyingSizeText } from '../common/varyingSize.js';
import { arrivalsOf } from './arrivals.js';
import type { FlowsEvent } from './event.js';

const DEFAULT_PORT = 80;
/** As in pFabric (SIGCOMM 2013, 5.3): flows of up to 100 kB, and those larger than 10 MB. */
const DEFAULT_CLASSES: readonly FlowClassSpec[] = [
  { name: 'small', mostBytes: 100_000 },
  { name: 'medium', mostBytes: 10_000_000 },
  { name: 'large', mostBytes: null },
];

export function normalise(
  flows: WrittenApp<'flows'>,
  about: AppInputs,
  context: Context,
): FlowsEvent {
  const { name, atNs } = about;
  const path = context.pathOf(flows);
  const from = nodeGroupOf(flows.from, [...path, 'from'], about, context);
  const to = nodeGroupOf(flows.to, [...path, 'to'], about, context);
  for (const node of from) {
    if (to.length === 0 || to.some((other) => other !== node)) continue;
    const message = `flows from '${node}' have nowhere to go: there is no other node in 'to'`;
    context.findings.add({ path: [...path, 'to'], message });
  }
  const extent = extentOf(flows, path, about, context);
  const untilNs = extent.untilNs ?? (extent.count === null ? about.stopNs : null);
  if (untilNs === null && extent.count === null) {
    const message = 'these flows never end: give them count or until, or the scenario a stop';
    context.findings.add({ path, about: 'key', message });
  }
  const sizes = varyingSizeOf(flows.sizes, [...path, 'sizes'], context);
  return {
    kind: 'flows',
    name,
    atNs,
    from,
    to,
    port: flows.port ?? DEFAULT_PORT,
    sizes,
    sizesText: varyingSizeText(flows.sizes),
    ...arrivalsOf(flows.poisson, sizes, about, context),
    count: extent.count,
    untilNs,
    classes: flows.classes === undefined ? DEFAULT_CLASSES : classesOf(flows.classes, context),
    congestion: flows.congestion ?? null,
    settings: flowTcpOf(flows.settings, context),
    ttl: flows.ttl ?? null,
    dscp: flows.dscp ?? 0,
  };
}

function classesOf(
  written: readonly { readonly name: string; readonly to?: string }[],
  { findings, pathOf }: Context,
): FlowClassSpec[] {
  const names = new Set<string>();
  let before = 0;
  return written.map((each, index) => {
    const { name, to } = each;
    const path = pathOf(each);
    if (names.has(name)) {
      findings.add({
        path: [...path, 'name'],
        message: `another class is named '${name}' already`,
      });
    }
    names.add(name);
    if (to === undefined) {
      if (index < written.length - 1) {
        const message = "only the last class may be without 'to', which is the largest size in it";
        findings.add({ path, about: 'key', message });
      }
      return { name, mostBytes: null };
    }
    const mostBytes = accepted(readSize(to));
    if (mostBytes <= before) {
      const message = `classes go up: ${to} is not more than the ${before}b before it`;
      findings.add({ path: [...path, 'to'], message });
    }
    before = mostBytes;
    return { name, mostBytes };
  });
}
