/**
 * Why octets are not a valid message.
 *
 * - `truncated`: fewer octets than the format or one of its length fields needs.
 * - `bad-version`: an IP version other than 4.
 * - `bad-length`: a length field that contradicts the format.
 * - `bad-checksum`: octets changed on the way.
 * - `bad-option`: an IPv4 option whose content contradicts its format.
 * - `unsupported-format`: well known elsewhere, but not what this codec speaks.
 */
export type CodecErrorCode =
  | 'truncated'
  | 'bad-version'
  | 'bad-length'
  | 'bad-checksum'
  | 'bad-option'
  | 'unsupported-format';

/** What a decoder returns in place of a value. */
export interface CodecError {
  readonly kind: 'codec-error';
  readonly code: CodecErrorCode;
  /** For people: what was expected and what was found. */
  readonly message: string;
  /** The octet at fault, counted from the start of the message that was decoded. */
  readonly offset: number;
}

/** Tells an error from the value that a decoder returns otherwise. */
export function isCodecError(result: object): result is CodecError {
  return 'kind' in result && result.kind === 'codec-error';
}

export function codecError(code: CodecErrorCode, offset: number, message: string): CodecError {
  return { kind: 'codec-error', code, message, offset };
}
