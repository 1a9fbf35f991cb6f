// Where NAT takes a connection: decided once, with its first packet.
import { LOOPBACK } from '../address/ipv4Address.js';
import { PROTOCOL_ICMP } from '../wire/protocolNumber.js';
import type { Connection } from './connection.js';
import type { ConnectionTable } from './connectionTable.js';
import type { FilterContext } from './filterContext.js';
import { Flow } from './flow.js';
import { chooseSourcePort, hasPorts } from './portChoice.js';
import { type FilterTarget, HOOK_OUTPUT, type Hook, type PortRange } from './rule.js';

/**
 * Sets the source, with another port if answers could not be told from those to others; `false` if
 * there is no address or no port left.
 */
export function bindSource(
  table: ConnectionTable,
  connection: Connection,
  context: FilterContext,
  target: FilterTarget | null,
): boolean {
  const { original, reply } = connection;
  let ports: PortRange | undefined;
  if (target?.type === 'SNAT') {
    reply.destination = target.address;
    if (target.port !== 0) ports = { first: target.port, last: target.port };
  } else if (target?.type === 'MASQUERADE' && original.source !== 0) {
    const own = context.outAddresses?.main();
    if (!own) return false;
    reply.destination = own.address;
    connection.masqueradedBy = context.outInterface;
    ports = target.ports ?? undefined;
  }
  const given = isTransportPort(original) ? ports : undefined;
  const { destinationPort } = reply;
  if (given !== undefined && (destinationPort < given.first || destinationPort > given.last)) {
    reply.destinationPort = given.first;
  }
  return table.find(reply) === null || choosePort(table, reply, given);
}

/** Scratch: answers that would be told apart. */
const wanted = new Flow();

/** Gives answers another port, by which they are known from those to others; `false` if none is left. */
function choosePort(table: ConnectionTable, reply: Flow, range: PortRange | undefined): boolean {
  if (!hasPorts(reply.protocol)) return false;
  wanted.copyFrom(reply);
  const isFree = (candidate: number) => {
    wanted.destinationPort = candidate;
    return table.find(wanted) === null;
  };
  const port = chooseSourcePort(reply.protocol, reply.destinationPort, isFree, range);
  if (port === null) return false;
  reply.destinationPort = port;
  return true;
}

/** Sets where a connection goes; `false` if that cannot be told. */
export function bindDestination(
  hook: Hook,
  { original, reply }: Connection,
  context: FilterContext,
  target: FilterTarget,
): boolean {
  if (target.type !== 'REDIRECT' && target.type !== 'DNAT') return true;
  const isRedirect = target.type === 'REDIRECT';
  const own = hook === HOOK_OUTPUT ? LOOPBACK : context.localAddress;
  reply.source = isRedirect ? own : target.address;
  if (target.port !== 0 && isTransportPort(original)) reply.sourcePort = target.port;
  return !isRedirect || own !== 0;
}

/** Whether a rule may set the port: those of ICMP are no ports. */
function isTransportPort({ protocol }: Flow): boolean {
  return hasPorts(protocol) && protocol !== PROTOCOL_ICMP;
}
