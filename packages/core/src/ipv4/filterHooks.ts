import { ANY, type Ipv4Address, isMulticast, LIMITED_BROADCAST } from '../address/ipv4Address.js';
import { FilterContext } from '../filter/filterContext.js';
import { PacketFilter } from '../filter/packetFilter.js';
import {
  HOOK_FORWARD,
  HOOK_INPUT,
  HOOK_OUTPUT,
  HOOK_POSTROUTING,
  HOOK_PREROUTING,
} from '../filter/rule.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_CAME_TO_MANY, PACKET_TRANSPORT_PARSED } from '../packet/packetFlags.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import { ipv4Destination } from '../wire/ipv4.js';
import { zeroUdpChecksum } from './behaviour.js';
import type { Ipv4Stack } from './ipv4Stack.js';
import { answerRejected } from './reject.js';

/** The packet filter at the five hooks of a host. Each tells whether the packet goes on. */
export class FilterHooks {
  readonly #host: Ipv4Stack;
  readonly rules: PacketFilter;
  /** What the last check found; valid until the next one. */
  readonly context = new FilterContext();

  constructor(host: Ipv4Stack) {
    this.#host = host;
    this.rules = new PacketFilter({ clock: host.clock, nat: host.behaviour.nat });
    this.context.zeroUdpChecksum = zeroUdpChecksum(host.behaviour);
  }

  /** What came from a link, before it is routed. */
  prerouting(packet: PacketBuffer, nic: NetworkInterface): boolean {
    this.#set(packet, nic.name, '');
    this.context.localAddress = nic.ipv4.addresses.main()?.address ?? ANY;
    const destination = ipv4Destination(packet.view, packet.start);
    const passes = this.rules.check(HOOK_PREROUTING, packet, this.context);
    if (this.context.translated && isToMany(nic, destination)) packet.flags |= PACKET_CAME_TO_MANY;
    return passes;
  }

  /** What is for this host; fragments one by one. */
  input(packet: PacketBuffer, nic: NetworkInterface): boolean {
    this.#set(packet, nic.name, '');
    return this.rules.check(HOOK_INPUT, packet, this.context) || this.#dropped(nic, packet, true);
  }

  /** What is for somebody else. */
  forward(packet: PacketBuffer, from: NetworkInterface, to: NetworkInterface): boolean {
    this.#set(packet, from.name, to.name);
    return (
      this.rules.check(HOOK_FORWARD, packet, this.context) || this.#dropped(from, packet, false)
    );
  }

  /** What a transport of this host made. `leaves`: it goes out on a link, so its checksum counts. */
  output(packet: PacketBuffer, to: NetworkInterface, leaves: boolean): boolean {
    this.#set(packet, '', to.name);
    this.context.checksumRequired = leaves;
    return this.rules.check(HOOK_OUTPUT, packet, this.context) || this.#dropped(to, packet, false);
  }

  /** What is about to go out. */
  postrouting(packet: PacketBuffer, to: NetworkInterface): boolean {
    this.#set(packet, '', to.name);
    this.context.outAddresses = to.ipv4.addresses;
    this.context.checksumRequired = !to.isLoopback;
    return this.rules.check(HOOK_POSTROUTING, packet, this.context);
  }

  /** Answers a packet that a rule rejects. The context tells of it again afterwards. */
  #dropped(nic: NetworkInterface, packet: PacketBuffer, isOwn: boolean): false {
    const { rule } = this.context;
    if (rule?.rule.target.type !== 'REJECT') return false;
    answerRejected(this.#host, nic, packet, rule.rule.target.with, isOwn);
    this.context.rule = rule;
    this.context.policyOf = null;
    return false;
  }

  #set(packet: PacketBuffer, inInterface: string, outInterface: string): void {
    const { context } = this;
    context.inInterface = inInterface;
    context.outInterface = outInterface;
    context.transportParsed = (packet.flags & PACKET_TRANSPORT_PARSED) !== 0;
  }
}

/** Whether all members of a group or all hosts of a subnet are meant. */
function isToMany(nic: NetworkInterface, destination: Ipv4Address): boolean {
  if (destination === LIMITED_BROADCAST || isMulticast(destination)) return true;
  return nic.ipv4.addresses.findLocal(destination, false)?.broadcast === destination;
}
