// NAT with connection tracking (RFC 3022, RFC 4787, RFC 5508): rules decide about the first packet of a
// connection; later ones and answers follow it.
import { type Ipv4Address, isMulticast } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_TO_BROADCAST } from '../packet/packetFlags.js';
import type { Clock } from '../ports/clock.js';
import { ipv4Destination, ipv4IsFragment, ipv4Source } from '../wire/ipv4.js';
import { PROTOCOL_TCP } from '../wire/protocolNumber.js';
import { ACTION_DROP, ACTION_TRANSLATE } from './activeRule.js';
import { Associations } from './associations.js';
import { bindDestination, bindSource } from './binding.js';
import type { Chain } from './chain.js';
import { Connection } from './connection.js';
import {
  beginsConnection,
  STATE_ESTABLISHED,
  STATE_INVALID,
  STATE_NEW,
  STATE_RELATED,
  tcpFlagsOf,
} from './connectionState.js';
import { ConnectionTable, type TrackedFlow } from './connectionTable.js';
import type { FilterContext } from './filterContext.js';
import { Flow, NO_PORT, readFlow } from './flow.js';
import { FragmentAddresses } from './fragmentAddresses.js';
import type { PacketFields } from './packetFields.js';
import { rewriteDestination, rewriteSource } from './rewrite.js';
import { HOOK_INPUT, HOOK_OUTPUT, HOOK_POSTROUTING, HOOK_PREROUTING, type Hook } from './rule.js';
import { isReset, nextTcpState, reopens } from './tcpTracking.js';
import * as translation from './translation.js';

/** NAT of one host. */
export class TrackedNat {
  readonly #clock: Clock;
  readonly #table: ConnectionTable;
  readonly #associations = new Associations();
  readonly #fragments: FragmentAddresses;
  readonly #flow = new Flow();
  readonly #scratch = new Flow();

  constructor(clock: Clock, maxConnections: number) {
    this.#clock = clock;
    this.#table = new ConnectionTable(clock, maxConnections);
    this.#fragments = new FragmentAddresses(clock);
  }

  /** Connections in memory; some of them may be over. */
  get size(): number {
    return this.#table.size;
  }

  /** Every connection that is not over. */
  connections(): Connection[] {
    return this.#table.connections();
  }

  /** Forgets every connection, and which fragments belong to them. */
  forgetAll(): void {
    this.#table.clear();
    this.#associations.clear();
    this.#fragments.clear();
  }

  /** Forgets the connections to which this applies. */
  forget(isOver: (connection: Connection) => boolean): void {
    for (const connection of this.#table.connections()) {
      if (isOver(connection)) this.#table.remove(connection);
    }
  }

  /**
   * Takes a packet through NAT at a hook: `fields` are what `chain`'s rules see of it. `false`: it must
   * be dropped. `context.translated` tells whether it was changed.
   */
  process(
    hook: Hook,
    packet: PacketBuffer,
    context: FilterContext,
    chain: Chain,
    fields: PacketFields,
  ): boolean {
    const { view, start, length } = packet;
    switch (readFlow(view, start, start + length, this.#flow)) {
      case 'flow':
        return this.#processFlow(hook, packet, context, chain, fields);
      case 'later-fragment':
        return this.#processFragment(hook, packet, context, chain, fields);
      case 'icmp-error':
        context.translated = this.#processError(hook, packet);
        return true;
      default:
        return true;
    }
  }

  #processFlow(
    hook: Hook,
    packet: PacketBuffer,
    context: FilterContext,
    chain: Chain,
    fields: PacketFields,
  ): boolean {
    const flow = this.#flow;
    const known = isDestinationHook(hook)
      ? this.#causeOf(hook, packet)
      : this.#associations.find(packet, flow);
    const tracked = known === null ? this.#table.find(flow) : null;
    let isReply = known?.isReply ?? tracked?.isReply ?? false;
    const isLocal = known?.isLocal ?? !isArrivalHook(hook);
    let found = known?.connection ?? tracked?.connection ?? null;
    // Its state changes once, at the first hook.
    if (found !== null && known === null) {
      const follows = this.#followTcp(packet, found, isReply);
      if (follows === 'invalid') return true;
      if (follows === 'reopens') {
        this.#table.remove(found);
        found = null;
        isReply = false;
      }
    }
    // What belongs to none and cannot begin one goes on as it is, as on Linux.
    if (found === null && !beginsConnection(flow, packet)) return true;
    const connection = found ?? new Connection(flow);
    if (found === null) this.#followTcp(packet, connection, false);
    if (hook === HOOK_INPUT && isLocal && isForMany(packet)) return true;
    if (hook === HOOK_POSTROUTING && !isReply && isByOtherNic(packet, connection, context)) {
      this.#table.remove(connection);
      return false;
    }
    const isBound = isReply || connection.isConfirmed;
    if (!isBound && !this.#bind(hook, connection, context, chain, fields)) return false;
    // As Linux: refused at once, it leaves nothing to remember.
    if (isReply && !connection.isReplied && isResetOf(connection, packet)) {
      this.#table.remove(connection);
    }
    if (isReply) connection.isReplied = true;
    connection.refresh(this.#clock.nowNs);
    const key = ipv4IsFragment(packet.view, packet.start)
      ? this.#fragments.keyOf(packet, isDestinationHook(hook))
      : null;
    context.translated = isDestinationHook(hook)
      ? translation.translateDestination(packet, connection, isReply)
      : translation.translateSource(packet, connection, isReply);
    if (key !== null) {
      this.#fragments.remember(key, translatedAddress(hook, packet), connection, isReply);
    }
    if (!isDestinationHook(hook) && !connection.isConfirmed && !isReply) {
      connection.isConfirmed = this.#table.add(connection);
      if (!connection.isConfirmed) return false;
    }
    this.#record(packet, connection, isReply, isLocal);
    return true;
  }

  /** Without ports no connection is found: it follows the first fragment, if that came before it. */
  #processFragment(
    hook: Hook,
    packet: PacketBuffer,
    context: FilterContext,
    chain: Chain,
    fields: PacketFields,
  ): boolean {
    const found = this.#fragments.find(this.#fragments.keyOf(packet, isDestinationHook(hook)));
    if (found === null) {
      const rule = chain.decide(fields);
      if (rule === null) return chain.passesByPolicy(context);
      if (rule.action !== ACTION_DROP && rule.action !== ACTION_TRANSLATE) return true;
      context.rule = rule;
      return false;
    }
    const { address, connection, isReply } = found;
    if (address !== translatedAddress(hook, packet)) {
      const rewrite = isDestinationHook(hook) ? rewriteDestination : rewriteSource;
      rewrite(packet.view, packet.start, packet.start + packet.length, address, NO_PORT);
      context.translated = true;
    }
    this.#record(packet, connection, isReply, !isArrivalHook(hook));
    return true;
  }

  /** The bit of a packet's state (see `connectionState`), as far as it is known at this hook. */
  stateOf(hook: Hook, packet: PacketBuffer): number {
    const { view, start, length } = packet;
    const flow = this.#flow;
    const kind = readFlow(view, start, start + length, flow);
    if (kind === 'untracked') return STATE_INVALID;
    if (kind === 'icmp-error') {
      return this.#findOfError(hook, packet) === null ? STATE_INVALID : STATE_RELATED;
    }
    const known = isDestinationHook(hook) ? null : this.#associations.find(packet, flow);
    const tracked = known === null && kind === 'flow' ? this.#table.find(flow) : null;
    if (tracked !== null && this.#isInvalidTcp(packet, tracked)) return STATE_INVALID;
    const found =
      known ??
      (kind === 'flow'
        ? tracked
        : this.#fragments.find(this.#fragments.keyOf(packet, isDestinationHook(hook))));
    if (found?.connection) {
      return found.isReply || found.connection.isReplied ? STATE_ESTABLISHED : STATE_NEW;
    }
    return kind === 'flow' && beginsConnection(flow, packet) ? STATE_NEW : STATE_INVALID;
  }

  /** ICMP errors go with the connection of the packet that they quote; `true` if one was changed. */
  #processError(hook: Hook, packet: PacketBuffer): boolean {
    const found = this.#findOfError(hook, packet);
    if (found === null) return false;
    const { connection, isReply, isLocal } = found;
    const isChanged = isDestinationHook(hook)
      ? translation.translateErrorDestination(packet, connection, isReply)
      : translation.translateErrorSource(packet, connection, isReply, isLocal);
    this.#record(packet, connection, isReply, isLocal);
    return isChanged;
  }

  #findOfError(
    hook: Hook,
    packet: PacketBuffer,
  ): { connection: Connection; isReply: boolean; isLocal: boolean } | null {
    const known = isDestinationHook(hook) ? null : this.#associations.find(packet, this.#flow);
    const isLocal = known?.isLocal ?? !isArrivalHook(hook);
    if (known?.connection) return { connection: known.connection, isReply: known.isReply, isLocal };
    const quoted = this.#scratch;
    if (!translation.readQuotedFlow(packet, quoted)) return null;
    // Of a packet that caused it here the connection may not be in the table yet.
    const cause = isLocal ? this.#associations.findByIdentity(packet.cause) : null;
    if (cause?.connection) {
      return { connection: cause.connection, isReply: !cause.isReply, isLocal };
    }
    quoted.invertFrom(quoted);
    const tracked = this.#table.find(quoted);
    if (tracked === null) return null;
    return { connection: tracked.connection, isReply: tracked.isReply, isLocal };
  }

  /** Asks the rules about a connection that is not confirmed; `false`: the packet must be dropped. */
  #bind(
    hook: Hook,
    connection: Connection,
    context: FilterContext,
    chain: Chain,
    fields: PacketFields,
  ): boolean {
    const rule = chain.decide(fields);
    if (rule === null && !chain.passesByPolicy(context)) return false;
    if (rule !== null && rule.action === ACTION_DROP) {
      context.rule = rule;
      return false;
    }
    const target = rule !== null && rule.action === ACTION_TRANSLATE ? rule.rule.target : null;
    if (!isDestinationHook(hook)) return bindSource(this.#table, connection, context, target);
    return target === null || bindDestination(hook, connection, context, target);
  }

  /** An RST that rejects a segment belongs to its connection, as an answer, even if that was not confirmed. */
  #causeOf(hook: Hook, { cause }: PacketBuffer) {
    if (hook !== HOOK_OUTPUT || cause === 0 || this.#flow.protocol !== PROTOCOL_TCP) return null;
    const found = this.#associations.findByIdentity(cause);
    if (found?.connection == null) return null;
    return { connection: found.connection, isReply: !found.isReply, isLocal: true };
  }

  /** Brings the state of a TCP connection to what it is after a segment. */
  #followTcp(
    packet: PacketBuffer,
    connection: Connection,
    isReply: boolean,
  ): 'follows' | 'reopens' | 'invalid' {
    if (connection.original.protocol !== PROTOCOL_TCP) return 'follows';
    const { tcpState } = connection;
    const next = nextTcpState(tcpState, isReply, tcpFlagsOf(packet));
    if (next === null) return 'invalid';
    if (reopens(tcpState, next)) return 'reopens';
    connection.tcpState = next;
    return 'follows';
  }

  /** Whether a segment does not fit the state of its connection. */
  #isInvalidTcp(packet: PacketBuffer, { connection, isReply }: TrackedFlow): boolean {
    if (connection.original.protocol !== PROTOCOL_TCP) return false;
    return nextTcpState(connection.tcpState, isReply, tcpFlagsOf(packet)) === null;
  }

  #record(packet: PacketBuffer, connection: Connection, isReply: boolean, isLocal: boolean): void {
    const { view, start } = packet;
    const source = ipv4Source(view, start);
    const destination = ipv4Destination(view, start);
    this.#associations.record(packet.identity, source, destination, connection, isReply, isLocal);
  }
}

function isResetOf({ original }: Connection, packet: PacketBuffer): boolean {
  return original.protocol === PROTOCOL_TCP && isReset(tcpFlagsOf(packet));
}

/** Whether this is the local copy of a multicast or broadcast; the other one goes out after it. */
function isForMany({ view, start, flags }: PacketBuffer): boolean {
  return (flags & PACKET_TO_BROADCAST) !== 0 || isMulticast(ipv4Destination(view, start));
}

/** Whether MASQUERADE gave it the address of another NIC, by which it left before. Multicast leaves by many. */
function isByOtherNic(
  packet: PacketBuffer,
  { masqueradedBy }: Connection,
  { outInterface }: FilterContext,
): boolean {
  return masqueradedBy !== null && masqueradedBy !== outInterface && !isForMany(packet);
}

/**
 * The hooks that translate destinations; the others translate sources. They are also the first ones
 * that a packet meets, if it meets two.
 */
function isDestinationHook(hook: Hook): boolean {
  return hook === HOOK_PREROUTING || hook === HOOK_OUTPUT;
}

/** The hooks of packets that came from a link, or go round inside this host. */
function isArrivalHook(hook: Hook): boolean {
  return hook === HOOK_PREROUTING || hook === HOOK_INPUT;
}

function translatedAddress(hook: Hook, { view, start }: PacketBuffer): Ipv4Address {
  return isDestinationHook(hook) ? ipv4Destination(view, start) : ipv4Source(view, start);
}
