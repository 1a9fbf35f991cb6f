import type { Connection } from '../control/connection.js';

/** What the receiving side asks of the rest of the connection. */
export interface DataHooks {
  /** The peer's FIN became in order. */
  onFin(connection: Connection): void;
  /** ACKs that were held back must go out. */
  flushCompressed(connection: Connection): void;
}
