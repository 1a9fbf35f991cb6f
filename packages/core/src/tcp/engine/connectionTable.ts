import type { Ipv4Address } from '../../address/ipv4Address.js';
import type { Connection, FourTuple } from '../control/connection.js';
import type { SynRequest } from '../listen/synRequest.js';
import type { TimeWait } from '../listen/timeWait.js';

/** What segments of one four-tuple go to. */
export type TableEntry = Connection | SynRequest | TimeWait;

/** Connections by their four-tuple. */
export class ConnectionTable {
  /** By both ports; of those, nearly always one. */
  readonly #byPorts = new Map<number, TableEntry[]>();

  find(
    local: Ipv4Address,
    localPort: number,
    remote: Ipv4Address,
    remotePort: number,
  ): TableEntry | null {
    const entries = this.#byPorts.get(localPort * 65_536 + remotePort);
    if (entries === undefined) return null;
    for (const entry of entries) {
      if (entry.tuple.remote === remote && entry.tuple.local === local) return entry;
    }
    return null;
  }

  add(entry: TableEntry): void {
    const key = keyOf(entry.tuple);
    const entries = this.#byPorts.get(key);
    if (entries === undefined) this.#byPorts.set(key, [entry]);
    else entries.push(entry);
  }

  remove(entry: TableEntry): void {
    const key = keyOf(entry.tuple);
    const entries = this.#byPorts.get(key);
    const index = entries?.indexOf(entry) ?? -1;
    if (entries === undefined || index < 0) return;
    entries.splice(index, 1);
    if (entries.length === 0) this.#byPorts.delete(key);
  }
}

function keyOf({ localPort, remotePort }: FourTuple): number {
  return localPort * 65_536 + remotePort;
}
