import { formatIpv4Address } from '@packetloom/core';
import { datagramOctets, fragmentOctets, igmpOctets, packetOctets } from '@packetloom/core/testing';
import type { WrittenScenario } from '@packetloom/language';
import { type AddressPlan, addressOf } from './address.js';
import { largeFragments } from './largeDatagrams.js';
import { writtenStream } from './multicast.js';
import { nodeName, writtenDirection } from './network.js';
import { type FilterContext, writtenChange } from './rules.js';
import type { EventPlan, FlowEnds, Traffic } from './script.js';
import {
  addressAt,
  mediumAt,
  type NicPlan,
  nicAt,
  nodeWithNic,
  type ScriptContext,
} from './scriptContext.js';
import { segmentOctets } from './segments.js';
import { zeroSumFlow } from './zeroSum.js';

type WrittenEvent = NonNullable<WrittenScenario['events']>[number];

/** The events as a scenario file writes them; those for which there is no place are left out. */
export function writtenEvents(plans: readonly EventPlan[], context: ScriptContext): WrittenEvent[] {
  return plans.flatMap((plan, number) => writtenEvent(plan, number, context));
}

function writtenEvent(plan: EventPlan, number: number, context: ScriptContext): WrittenEvent[] {
  const at = `${plan.atUs}us`;
  // Ends are the only places that a network without links and segments lacks.
  if (context.linkCount + context.segmentCount === 0) return [];
  const resolve = (address: AddressPlan) => addressOf(address, context);
  switch (plan.kind) {
    case 'ping': {
      const { from, to, ...request } = trafficOf(plan, context);
      return [{ at, name: `a${number}`, ping: { from, to, ...request, timeout: '1s' } }];
    }
    case 'udp': {
      const { to, size, ...flow } = trafficOf(plan, context);
      const udp = { ...flow, to: `${to}:5000`, size: `${size}b`, receive: plan.receive };
      return [{ at, name: `a${number}`, udp }];
    }
    case 'traceroute': {
      const { probe, maxHops } = plan;
      const from = nodeName(nodeWithNic(plan.from, context));
      const to = formatIpv4Address(addressOf(plan.to, context));
      const traceroute = { from, to, probe, maxHops, probesPerHop: 1, timeout: '20ms' };
      return [{ at, name: `a${number}`, traceroute }];
    }
    case 'flow':
      return [{ at, name: `a${number}`, flow: { ...flowEnds(plan, context), ...plan.flow } }];
    case 'requests': {
      const requests = { ...flowEnds(plan, context), ...plan.requests };
      return [{ at, name: `a${number}`, 'request-response': requests }];
    }
    case 'tcp':
      return [{ at, name: `a${number}`, tcp: writtenTransfer(plan, context) }];
    case 'segment':
      return [injection(at, plan.at, segmentOctets(plan.segment, resolve), context)];
    case 'raw': {
      const from = nodeName(nodeWithNic(plan.from, context));
      const packet = hexadecimal(datagramOctets(plan.packet, resolve));
      return [{ at, name: `a${number}`, raw: { from, packet } }];
    }
    case 'inject':
      return [injection(at, plan.at, packetOctets(plan.packet, resolve), context)];
    case 'fragments':
      return fragmentOctets(plan.fragments, resolve).map((octets) =>
        injection(at, plan.at, octets, context),
      );
    case 'large':
      return largeFragments(plan.datagram, resolve, addressAt(plan.at, context)).map((octets) =>
        injection(at, plan.at, octets, context),
      );
    case 'zero-sum': {
      if (context.linkCount === 0) return [];
      const link = plan.flow.link % context.linkCount;
      const { to, port, sourcePort } = zeroSumFlow({ ...plan.flow, link });
      const from = nodeName(context.ends[link]?.[plan.flow.host - 1] ?? 0);
      const { count } = plan.flow;
      const ports = { to: `${formatIpv4Address(to)}:${port}`, sourcePort };
      return [
        { at, name: `a${number}`, udp: { from, ...ports, size: '0b', count, interval: '1ms' } },
      ];
    }
    case 'igmp': {
      let { atUs: heardUs } = plan;
      return plan.history.map(({ afterMs, source, message, isMarked }) => {
        heardUs += afterMs * 1000;
        const octets = igmpOctets(message, resolve(source), isMarked);
        return injection(`${heardUs}us`, plan.at, octets, context);
      });
    }
    case 'up':
    case 'down':
      return [{ at, ...mediumAt(plan.link, context), set: { up: plan.kind === 'up' } }];
    case 'change':
      return [{ at, ...mediumAt(plan.link, context), set: writtenDirection(plan.change) }];
    case 'node-state': {
      const node = nodeName(nodeWithNic(plan.node, context));
      return [{ at, node, set: { up: plan.up } }];
    }
    case 'nic-state':
      return [{ at, ...nicAt(plan.at, context), set: { up: plan.up } }];
    case 'iptables': {
      const node = nodeWithNic(plan.node, context);
      const [line, ...more] = writtenChange(plan.command, context.filters[node] as FilterContext);
      return line === undefined ? [] : [{ at, node: nodeName(node), iptables: [line, ...more] }];
    }
    case 'join':
    case 'leave': {
      const { node, nic } = nicAt(plan.at, context);
      const membership = { nic, group: formatIpv4Address(plan.group) };
      return [{ at, node, [plan.kind]: membership }];
    }
    case 'multicast': {
      const multicast = writtenStream(plan.stream, plan.atUs, context);
      return [{ at, name: `a${number}`, multicast }];
    }
  }
}

/** A transfer may write until a time of the scenario; one to its own node, which takes no time, has octets. */
function writtenTransfer(plan: Extract<EventPlan, { kind: 'tcp' }>, context: ScriptContext) {
  const { lengthMs, octets, ...others } = plan.transfer;
  const { own = [] } = context.filters[nodeWithNic(plan.from, context)] ?? {};
  const isToItself = own.includes(addressOf(plan.to, context));
  const size = octets ?? (isToItself ? '1448b' : undefined);
  return {
    ...flowEnds(plan, context),
    ...others,
    ...(size === undefined ? {} : { octets: size }),
    ...(lengthMs === undefined ? {} : { until: `${plan.atUs + lengthMs * 1000}us` }),
  };
}

function trafficOf(plan: Traffic, context: ScriptContext) {
  const { count, intervalUs, size, df, ttl } = plan;
  return {
    from: nodeName(nodeWithNic(plan.from, context)),
    to: formatIpv4Address(addressOf(plan.to, context)),
    count,
    interval: `${intervalUs}us`,
    size,
    df,
    ...(ttl === null ? {} : { ttl }),
  };
}

function injection(
  at: string,
  plan: NicPlan,
  octets: Uint8Array,
  context: ScriptContext,
): WrittenEvent {
  const { node, nic } = nicAt(plan, context);
  return { at, node, inject: { nic, packet: hexadecimal(octets) } };
}

function hexadecimal(octets: Uint8Array): string {
  return [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}

function flowEnds({ from, to }: FlowEnds, context: ScriptContext) {
  const address = formatIpv4Address(addressOf(to, context));
  return { from: nodeName(nodeWithNic(from, context)), to: `${address}:5000` };
}
