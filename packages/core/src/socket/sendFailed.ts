import type { Ipv4Address } from '../address/ipv4Address.js';
import type { NetError } from '../error/netError.js';
import { count, HostCounter } from '../ports/counters.js';
import type { StackContext } from '../ports/stackContext.js';

/** A socket could not send: counts it, and tells the observer. The result is the error. */
export function sendFailed(
  host: Pick<StackContext, 'name' | 'counterValues' | 'observer' | 'emit'>,
  cause: 'udp' | 'ping' | 'raw',
  destination: Ipv4Address | null,
  error: NetError,
): NetError {
  count(host.counterValues, HostCounter['socket.sendErrors']);
  if (host.observer !== null) {
    host.emit({ type: 'send-failed', host: host.name, cause, destination, error });
  }
  return error;
}
