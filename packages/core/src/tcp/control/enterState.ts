// Every change of the state of a connection (RFC 9293 3.3.2), with what it counts (RFC 4022, as Linux).
import { count } from '../../ports/counters.js';
import { TcpCounter } from '../ports/counters.js';
import { TcpState, tcpStateName } from '../protocol/state.js';
import type { Connection } from './connection.js';

/** The connection is in another state from now on. */
export function enterState(connection: Connection, state: TcpState): void {
  const { state: before, engine } = connection;
  if (before === state) return;
  connection.state = state;
  const { counters, observer } = engine;
  if (state === TcpState.CLOSE) {
    if (before === TcpState.ESTABLISHED || before === TcpState.CLOSE_WAIT) {
      count(counters, TcpCounter['tcp.estabResets']);
    } else if (before === TcpState.SYN_SENT || before === TcpState.SYN_RECV) {
      count(counters, TcpCounter['tcp.attemptFails']);
    }
  }
  if (observer === null) return;
  observer.stateChanged(
    connection.tuple,
    tcpStateName(before),
    tcpStateName(state),
    connection.error,
  );
}
