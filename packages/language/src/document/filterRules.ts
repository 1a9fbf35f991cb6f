import type { IptablesCommand } from '@packetloom/core';

/** A line of iptables(8), and what it asks for. */
export interface IptablesLine {
  readonly text: string;
  readonly command: IptablesCommand;
}
