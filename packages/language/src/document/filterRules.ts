import type { IptablesCommand } from '@packetloom/core';

/** A line of iptables(8), and what it asks for. */
export interface IptablesLine {
  readonly text: string;
  readonly command: IptablesCommand;
}

/** A change of the packet filter of a node. */
export interface IptablesEvent {
  readonly kind: 'iptables';
  readonly atNs: number;
  readonly node: string;
  readonly lines: readonly IptablesLine[];
}
