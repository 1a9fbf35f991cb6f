/**
 * Why a call on a stack failed: a closed set of values, never thrown. The errno that a Linux
 * program would see stands beside each.
 */
export const NET_ERRORS = {
  'no-route': 'EHOSTUNREACH',
  'network-unreachable': 'ENETUNREACH',
  'bad-local-address': 'EADDRNOTAVAIL',
  'bad-address': 'EFAULT',
  'duplicate-address': 'EEXIST',
  'duplicate-nic': 'EEXIST',
  'unknown-nic': 'ENODEV',
  'not-permitted': 'EPERM',
  'message-too-long': 'EMSGSIZE',
  'malformed-header': 'EINVAL',
  'invalid-endpoint-state': 'EINVAL',
  'already-bound': 'EINVAL',
  'port-in-use': 'EADDRINUSE',
  'no-ports': 'EAGAIN',
  'destination-required': 'EDESTADDRREQ',
  'broadcast-disabled': 'EACCES',
  'connection-refused': 'ECONNREFUSED',
  'invalid-option-value': 'EINVAL',
  'unknown-protocol-option': 'ENOPROTOOPT',
  aborted: 'EPIPE',
  closed: 'EBADF',
} as const;

/** Code of a failed call; functions return it, or `null` for success. */
export type NetError = keyof typeof NET_ERRORS;

/** The errno of Linux that says the same. */
export function errnoOf(error: NetError): string {
  return NET_ERRORS[error];
}
