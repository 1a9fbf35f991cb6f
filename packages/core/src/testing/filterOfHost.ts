import { applyIptables, parseIptables } from '../filter/iptablesSyntax.js';
import { PacketPool } from '../packet/packetPool.js';
import { describePacket, wrongChecksums } from './packets.js';
import type { TestHost } from './testHost.js';

const pool = new PacketPool();

/** Carries out a line of iptables(8) on a host. What cannot be read or is refused is thrown. */
export function useLine({ host }: TestHost, line: string): void {
  const command = parseIptables(line);
  if (command.kind === 'error') throw new Error(`${command.message}: ${command.hint}`);
  const refused = applyIptables(host.packetFilter, command);
  if (refused !== null) throw new Error(refused.message);
}

/** What a link was given to send since the last look, with what is wrong about its checksums. */
export function sentOn({ links }: TestHost, link: number): string[] {
  return (links[link]?.take() ?? []).map((octets) => {
    const packet = pool.from(octets);
    return [describePacket(packet), ...wrongChecksums(packet)].join(' !');
  });
}
