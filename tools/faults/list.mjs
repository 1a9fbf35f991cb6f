// Deliberate faults, each a small change of one file. `npm run faults` applies them one at a time and looks for
// what notices: the vectors recorded from the reference, or the fuzzer.

import { CHOICE_FAULTS } from './choiceFaults.mjs';
import { MULTICAST_FAULTS } from './multicastFaults.mjs';
import { RESULT_FAULTS } from './resultFaults.mjs';
import { TCP_FAULTS } from './tcpFaults.mjs';

/**
 * @typedef {object} Fault
 * @property {string} name What is wrong, in a few words.
 * @property {string} file Below `packages`.
 * @property {string} find Text that occurs once in the file.
 * @property {string} replace What stands there instead.
 * @property {readonly string[]} [breaks] Invariants of the fuzzer (`npm run fuzz -- --list`) that it shall be found to
 *   break, each looked for alone.
 */

/** @type {readonly Fault[]} */
export const FAULTS = [
  {
    name: 'the header checksum is not updated when forwarding',
    file: 'core/src/wire/ipv4.ts',
    find: 'view.setUint16(start + IPV4_OFFSET.checksum, updateChecksum(checksum, oldWord, newWord));',
    replace: 'void updateChecksum(checksum, oldWord, newWord);',
    breaks: ['emitted-packets-are-valid'],
  },
  {
    name: 'the TTL is not decremented',
    file: 'core/src/wire/ipv4.ts',
    find: 'const newWord = oldWord - 0x100;',
    replace: 'const newWord = oldWord;',
    breaks: ['ttl-falls', 'runs-end'],
  },
  {
    name: 'fragment offsets are one block too high',
    file: 'core/src/fragmentation/fragment.ts',
    find: '(firstBlock + at / FRAGMENT_BLOCK_BYTES)',
    replace: '(firstBlock + at / FRAGMENT_BLOCK_BYTES + (at > 0 ? 1 : 0))',
    breaks: ['fragments-keep-their-offset'],
  },
  {
    name: 'more fragments is set on the last fragment',
    file: 'core/src/fragmentation/fragment.ts',
    find: 'at + size < payloadLength ? FLAG_MORE_FRAGMENTS : 0',
    replace: 'at + size <= payloadLength ? FLAG_MORE_FRAGMENTS : 0',
  },
  {
    name: 'fragments of 8 octets more than the MTU takes',
    file: 'core/src/fragmentation/fragment.ts',
    find: '(mtu - length) & -FRAGMENT_BLOCK_BYTES)',
    replace: '((mtu - length) & -FRAGMENT_BLOCK_BYTES) + 8)',
  },
  {
    name: 'a datagram may be completed at the very instant of its timeout',
    file: 'core/src/fragmentation/reassembly.ts',
    find: 'const deadlineNs = this.#clock.nowNs + this.#timeoutNs;',
    replace: 'const deadlineNs = this.#clock.nowNs + this.#timeoutNs + 1;',
  },
  {
    name: 'a repeated fragment makes a datagram fail',
    file: 'core/src/fragmentation/strictPlacement.ts',
    find: "if (moreFragments(fragment)) return 'duplicate';",
    replace: "if (moreFragments(fragment)) return 'overlap';",
  },
  {
    name: 'a parameter problem points one octet too far',
    file: 'core/src/ipv4/optionProcessor.ts',
    find: 'this.pointer = pointer;',
    replace: 'this.pointer = pointer + 1;',
  },
  {
    name: 'record route forgets to move its pointer',
    file: 'core/src/ipv4/optionProcessor.ts',
    find: 'view.setUint8(at + 2, pointer + 4);',
    replace: 'void pointer;',
  },
  {
    name: 'an option may appear twice',
    file: 'core/src/ipv4/optionProcessor.ts',
    find: 'if (this.#seen[type] === 1) return this.#problem(at - start);',
    replace: '',
  },
  {
    name: 'ICMP errors are sent about ICMP errors',
    file: 'core/src/ipv4/icmpErrors.ts',
    find: 'if (isUnanswerableIcmp(host, offender)) return;',
    replace: 'void isUnanswerableIcmp;',
    breaks: ['no-error-about-error'],
  },
  {
    name: 'ICMP errors are sent about multicast',
    file: 'core/src/ipv4/icmpErrors.ts',
    find: 'if (isMulticast(ipv4Destination(view, start)) || ipv4Source(view, start) === 0) return false;',
    replace: 'if (ipv4Source(view, start) === 0) return false;',
  },
  {
    name: 'ICMP errors quote 8 octets less',
    file: 'core/src/ipv4/icmpErrors.ts',
    find: 'return Math.min(room, offender.length);',
    replace: 'return Math.min(room - 8, offender.length);',
  },
  {
    name: 'echo replies keep the TTL of the request',
    file: 'core/src/ipv4/icmpReceive.ts',
    find: 'setIpv4Ttl(view, start, host.defaultTtl);',
    replace: 'void setIpv4Ttl;',
  },
  {
    name: 'the ICMP checksum is not verified',
    file: 'core/src/ipv4/icmpReceive.ts',
    find: 'if (checksum(view, message, length) !== 0) {',
    replace: 'if (checksum(view, message, length) < 0) {',
  },
  {
    name: 'the header checksum of what arrives is not verified',
    file: 'core/src/ipv4/validate.ts',
    find: 'if (checkChecksum && !verifyHeaderChecksum(view, start, headerLength)) return false;',
    replace: 'void verifyHeaderChecksum;',
  },
  {
    name: 'what follows the total length is taken for payload',
    file: 'core/src/ipv4/validate.ts',
    find: 'packet.length = totalLength;',
    replace: '',
  },
  {
    name: 'the UDP checksum is not verified',
    file: 'core/src/udp/udp.ts',
    find: 'return verifyUdpChecksum(view, udp, packet.length - headerLength, source, destination);',
    replace: 'void verifyUdpChecksum; void source; void destination; return true;',
  },
  {
    name: 'the least specific socket gets a datagram',
    file: 'core/src/socket/portTable.ts',
    find: 'return (connected ? 2 : 0) + (located ? 1 : 0);',
    replace: 'return 3 - (connected ? 2 : 0) - (located ? 1 : 0);',
  },
  {
    name: 'link-local addresses are forwarded',
    file: 'core/src/ipv4/forward.ts',
    find: 'if (refusesLinkLocal && isLinkLocalUnicast(ipv4Source(view, start))) {',
    replace: 'if (isLinkLocalUnicast(0)) {',
  },
  {
    name: 'a link delivers every packet twice',
    file: 'sim/src/link/linkDirection.ts',
    find: '    (this.#receiver as LinkReceiver).receiveFromLink(packet);',
    replace:
      '    const copy = this.#context.pool.clone(packet);\n    (this.#receiver as LinkReceiver).receiveFromLink(packet);\n    (this.#receiver as LinkReceiver).receiveFromLink(copy);',
    breaks: ['links-keep-order'],
  },
  {
    name: 'what follows on a link arrives a nanosecond before what it follows',
    file: 'sim/src/link/linkDirection.ts',
    find: 'Math.max(endNs + this.#delayNs, tail.timeNs)',
    replace: 'Math.min(endNs + this.#delayNs, tail.timeNs - 1)',
    breaks: ['time-goes-on'],
  },
  {
    name: 'the queue of a link takes one packet more',
    file: 'sim/src/link/linkDirection.ts',
    find: 'if (waiting.packets >= this.#queueLimit) return false;',
    replace: 'if (waiting.packets > this.#queueLimit) return false;',
    breaks: ['links-keep-time'],
  },
  {
    name: 'the delay of a link is one nanosecond too long',
    file: 'sim/src/link/linkDirection.ts',
    find: 'tail === null ? endNs + this.#delayNs :',
    replace: 'tail === null ? endNs + this.#delayNs + 1 :',
    breaks: ['links-keep-time'],
  },
  {
    name: 'rounding of transmission times is forgotten',
    file: 'sim/src/link/linkDirection.ts',
    find: 'this.roundingNs = exactNs - wholeNs;',
    replace: 'void exactNs;',
    breaks: ['links-keep-time'],
  },
  {
    name: 'a link that goes down forgets what it carries',
    file: 'sim/src/link/linkDirection.ts',
    find: '    this.#lastPipeline?.clear();\n    while (packet !== null) {',
    replace:
      '    this.#lastPipeline?.clear();\n    while (packet !== null && packet.next !== null) {',
    breaks: ['accounting-adds-up'],
  },
  {
    name: 'packets dropped by a full queue are called lost',
    file: 'sim/src/link/linkDirection.ts',
    find: "return this.#drop(packet, Disposition['queue-full']);\n    const tail",
    replace: "return this.#drop(packet, Disposition['loss']);\n    const tail",
    breaks: ['links-keep-time'],
  },
  {
    name: 'octets of another packet are counted for a link',
    file: 'sim/src/link/linkDirection.ts',
    find: '    this.countSent(length);\n    if (!this.#up)',
    replace: '    if (!this.#up)',
    breaks: ['counters-match-events'],
  },
  {
    name: 'standard routers send on what arrives with TTL 1',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  ttlExpiry: 'one',\n  dontFragment",
    replace: "  ttlExpiry: 'zero',\n  dontFragment",
    breaks: ['standard-forwarding'],
  },
  {
    name: 'standard routers cut datagrams with DF',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  dontFragment: 'report',\n  refragmentation",
    replace: "  dontFragment: 'fragment',\n  refragmentation",
    breaks: ['standard-forwarding'],
  },
  {
    name: 'standard routers spoil fragments that they cut again',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  refragmentation: 'add',\n",
    replace: "  refragmentation: 'restart',\n",
    breaks: ['fragments-keep-their-offset'],
  },
  {
    name: 'standard routers send on what comes from 0.0.0.0',
    file: 'core/src/ipv4/behaviour.ts',
    find: "  unspecifiedSource: 'discard',\n",
    replace: "  unspecifiedSource: 'accept',\n",
    breaks: ['standard-forwarding'],
  },
  {
    name: 'standard routers prefer short prefixes',
    file: 'core/src/route/forwardingTable.ts',
    find: 'other.destination.length - one.destination.length',
    replace: 'one.destination.length - other.destination.length',
    breaks: ['longest-prefix-wins'],
  },
  {
    name: 'standard routers prefer high metrics',
    file: 'core/src/route/routeTable.ts',
    find: '(one.metric ?? 0) - (other.metric ?? 0)',
    replace: '(other.metric ?? 0) - (one.metric ?? 0)',
    breaks: ['longest-prefix-wins'],
  },
  {
    name: 'reassembly flips a bit of the last octet',
    file: 'core/src/ipv4/receive.ts',
    find: 'deliver(host.nic(outcome.tag)?.ipv4 ?? endpoint, outcome);',
    replace:
      'outcome.bytes[outcome.start + outcome.length - 1]! ^= 1; deliver(host.nic(outcome.tag)?.ipv4 ?? endpoint, outcome);',
  },
  {
    name: 'drops for want of a route end as something else',
    file: 'core/src/ipv4/forward.ts',
    find: "refuse(endpoint, packet, NicCounter['ip.forwarding.unrouteable'], Disposition['no-route']);",
    replace:
      "count(endpoint.counters, NicCounter['ip.forwarding.unrouteable']); host.pool.end(packet, Disposition['no-route']);",
  },
  {
    name: 'random streams differ from run to run',
    file: 'sim/src/composition/createSimulation.ts',
    find: 'random.forOwner(`host/',
    replace: 'random.forOwner(Math.random() + `host/',
    breaks: ['same-seed-same-run'],
  },
  {
    name: 'random streams are named by the order of nodes',
    file: 'sim/src/composition/createSimulation.ts',
    find: '  return {\n    create: (spec) => {\n      const streams = random.forOwner(`host/',
    replace:
      '  let made = 0;\n  return {\n    create: (spec) => {\n      const streams = random.forOwner(made++ + `host/',
    breaks: ['order-of-nodes'],
  },
  {
    name: 'standard hosts keep the TTL of a request in the reply',
    file: 'core/src/ipv4/icmpReceive.ts',
    find: 'setIpv4Ttl(view, start, host.defaultTtl);',
    replace: "if (host.behaviour.ttlExpiry === 'zero') setIpv4Ttl(view, start, host.defaultTtl);",
    breaks: ['profiles-agree', 'profiles-differ-as-listed'],
  },
  {
    name: 'hosts get what is for groups of others',
    file: 'core/src/ipv4/receive.ts',
    find: '!isMulticast(destination) || !endpoint.igmp.isMember(destination)',
    replace: '!isMulticast(destination)',
    breaks: ['delivered-to-owner'],
  },
  {
    name: 'echo replies come from whoever asked',
    file: 'core/src/ipv4/icmpReceive.ts',
    find: 'setIpv4Source(view, start, route.local);',
    replace: '',
    breaks: ['sources-are-own'],
  },
  {
    name: 'counters start again at 0 after 3',
    file: 'core/src/ports/counters.ts',
    find: 'this.#seldom[counter] = (this.#seldom[counter] as number) + amount;',
    replace: 'this.#seldom[counter] = ((this.#seldom[counter] as number) + amount) % 4;',
    breaks: ['counters-never-fall'],
  },
  {
    name: 'the memory of reassembled fragments is never given back',
    file: 'core/src/fragmentation/reassembly.ts',
    find: '    this.#heldBytes -= datagram.memoryBytes;\n',
    replace: '',
    breaks: ['memory-is-bounded'],
  },
  {
    name: 'the last octet of what is reassembled is another',
    file: 'core/src/fragmentation/reassembly.ts',
    find: '    this.#release(datagram, Disposition.reassembled);\n    return whole;',
    replace:
      '    whole.bytes[whole.start + length - 1]! ^= 1;\n    this.#release(datagram, Disposition.reassembled);\n    return whole;',
    breaks: ['payload-arrives-whole'],
  },
  {
    name: 'a fragment that brings nothing new is ended twice',
    file: 'core/src/fragmentation/reassembly.ts',
    find: "      this.#options.onEnd(packet, Disposition['duplicate-fragment']);\n",
    replace:
      "      this.#options.onEnd(packet, Disposition['duplicate-fragment']);\n      this.#options.onEnd(packet, Disposition['duplicate-fragment']);\n",
    breaks: ['no-exception'],
  },
  {
    name: 'routers that forward plainly leave the TTL as it is',
    file: 'core/src/ipv4/plainForward.ts',
    find: 'const changed = ttlAndProtocol - ONE_HOP;',
    replace: 'const changed = ttlAndProtocol;',
    breaks: ['ttl-falls'],
  },
  {
    name: 'routers that forward plainly send on what is too large for the link',
    file: 'core/src/ipv4/plainForward.ts',
    find: 'if (length > mtu || mtu < IPV4_MIN_MTU) return false;',
    replace: 'if (mtu < IPV4_MIN_MTU) return false;',
    breaks: ['emitted-packets-are-valid'],
  },
  {
    name: 'what is delivered counts only where somebody observes',
    file: 'core/src/ipv4/receive.ts',
    find: "count(counters, NicCounter['ip.packetsDelivered']);",
    replace: "if (host.observer !== null) count(counters, NicCounter['ip.packetsDelivered']);",
    breaks: ['observation-changes-nothing'],
  },
  {
    name: 'NAT forgets that the UDP checksum covers the addresses',
    file: 'core/src/filter/rewrite.ts',
    find: 'updateAt(view, checksumAt, end, oldAddress, address);',
    replace: '',
    breaks: ['checksums-stay-right'],
  },
  {
    name: 'rules of FORWARD take the NIC of arrival for that of departure',
    file: 'core/src/ipv4/filterHooks.ts',
    find: 'this.#set(packet, from.name, to.name);',
    replace: 'this.#set(packet, to.name, from.name);',
    breaks: ['rules-decide'],
  },
  {
    name: 'rules that ask for another source apply to that source',
    file: 'core/src/filter/activeRule.ts',
    find: 'match.source !== undefined && match.sourceInverted === true;',
    replace: 'false;',
    breaks: ['rules-decide'],
  },
  {
    name: 'ICMP errors are sent about multicast that NAT gave to one host',
    file: 'core/src/ipv4/filterHooks.ts',
    find: 'if (this.context.translated && isToMany(nic, destination))',
    replace: 'if (!this.context.translated && isToMany(nic, destination))',
    breaks: ['no-error-about-error'],
  },
  ...MULTICAST_FAULTS,
  ...CHOICE_FAULTS,
  ...RESULT_FAULTS,
  ...TCP_FAULTS,
];
