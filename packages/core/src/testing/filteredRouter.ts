import { FilterContext } from '../filter/filterContext.js';
import { PacketFilter } from '../filter/packetFilter.js';
import * as rule from '../filter/rule.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PacketPool } from '../packet/packetPool.js';
import { ManualClock } from './manualClock.js';
import { describePacket, ip, wrongChecksums } from './packets.js';

/**
 * Takes packets through the hooks of a filter with connection tracking as a router does, and tells
 * what they look like then, with what is wrong about their checksums; or `dropped`.
 */
export class FilteredRouter {
  readonly clock = new ManualClock();
  readonly pool = new PacketPool();
  readonly context = new FilterContext();
  readonly filter: PacketFilter;

  constructor(maxConnections?: number) {
    this.filter = new PacketFilter({
      clock: this.clock,
      nat: 'tracked',
      ...(maxConnections === undefined ? {} : { maxConnections }),
    });
  }

  /** Adds a rule of NAT. */
  add(chain: string, target: rule.FilterTarget, match: rule.FilterMatch = {}): void {
    const error = this.filter.append({ table: 'nat', chain, match, target });
    if (error !== null) throw new Error(error.message);
  }

  pass(packet: PacketBuffer, ...hooks: rule.Hook[]): string {
    this.context.localAddress = ip('192.168.0.1');
    for (const hook of hooks) {
      if (!this.filter.check(hook, packet, this.context)) return 'dropped';
    }
    return [describePacket(packet), ...wrongChecksums(packet)].join(' !');
  }

  forward(octets: Uint8Array): string {
    const packet = this.pool.from(octets);
    return this.pass(packet, rule.HOOK_PREROUTING, rule.HOOK_FORWARD, rule.HOOK_POSTROUTING);
  }

  receive(octets: Uint8Array): string {
    return this.pass(this.pool.from(octets), rule.HOOK_PREROUTING, rule.HOOK_INPUT);
  }

  send(octets: Uint8Array): string {
    return this.pass(this.pool.from(octets), rule.HOOK_OUTPUT, rule.HOOK_POSTROUTING);
  }

  /** Sends to this host itself. */
  loop(octets: Uint8Array): string {
    const packet = this.pool.from(octets);
    const sent = this.pass(packet, rule.HOOK_OUTPUT);
    return sent === 'dropped' ? sent : this.pass(this.pool.clone(packet), rule.HOOK_INPUT);
  }
}
