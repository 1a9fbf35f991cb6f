import type { Ipv4Address } from '../../address/ipv4Address.js';
import type { Connection, FourTuple } from '../control/connection.js';
import type { SynRequest } from '../listen/synRequest.js';
import type { TimeWait } from '../listen/timeWait.js';

/** What segments of one four-tuple go to. */
export type TableEntry = Connection | SynRequest | TimeWait;

/** Connections by their four-tuple. */
export class ConnectionTable {
  /** By both ports; of those, nearly always one, which needs no list. */
  readonly #byPorts = new Map<number, TableEntry | TableEntry[]>();

  find(
    local: Ipv4Address,
    localPort: number,
    remote: Ipv4Address,
    remotePort: number,
  ): TableEntry | null {
    const entries = this.#byPorts.get(localPort * 65_536 + remotePort);
    if (entries === undefined) return null;
    if (!Array.isArray(entries)) return isOf(entries, local, remote) ? entries : null;
    for (const entry of entries) {
      if (isOf(entry, local, remote)) return entry;
    }
    return null;
  }

  add(entry: TableEntry): void {
    const key = keyOf(entry.tuple);
    const entries = this.#byPorts.get(key);
    if (entries === undefined) this.#byPorts.set(key, entry);
    else if (Array.isArray(entries)) entries.push(entry);
    else this.#byPorts.set(key, [entries, entry]);
  }

  remove(entry: TableEntry): void {
    const key = keyOf(entry.tuple);
    const entries = this.#byPorts.get(key);
    if (entries === entry) this.#byPorts.delete(key);
    if (!Array.isArray(entries)) return;
    const index = entries.indexOf(entry);
    if (index >= 0) entries.splice(index, 1);
    if (entries.length === 0) this.#byPorts.delete(key);
  }
}

function isOf({ tuple }: TableEntry, local: number, remote: number): boolean {
  return tuple.remote === remote && tuple.local === local;
}

function keyOf({ localPort, remotePort }: FourTuple): number {
  return localPort * 65_536 + remotePort;
}
