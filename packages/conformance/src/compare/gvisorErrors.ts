const CODES: Readonly<Record<string, string>> = {
  ErrAborted: 'aborted',
  ErrAlreadyBound: 'already-bound',
  ErrBadAddress: 'bad-address',
  ErrBadLocalAddress: 'bad-local-address',
  ErrBroadcastDisabled: 'broadcast-disabled',
  ErrClosedForSend: 'closed',
  ErrConnectionRefused: 'connection-refused',
  ErrDestinationRequired: 'destination-required',
  ErrDuplicateAddress: 'duplicate-address',
  ErrDuplicateNICID: 'duplicate-nic',
  ErrInvalidEndpointState: 'invalid-endpoint-state',
  ErrInvalidOptionValue: 'invalid-option-value',
  ErrMalformedHeader: 'malformed-header',
  ErrMessageTooLong: 'message-too-long',
  ErrNetworkUnreachable: 'network-unreachable',
  ErrNoPortAvailable: 'no-ports',
  ErrNoRoute: 'no-route',
  ErrNotPermitted: 'not-permitted',
  ErrPortInUse: 'port-in-use',
  ErrUnknownNICID: 'unknown-nic',
  ErrUnknownProtocolOption: 'unknown-protocol-option',
};

/** The code with which core says what an error of the reference says; undefined if none is known. */
export function codeOfGvisorError(name: string): string | undefined {
  return CODES[name];
}
