/** How the headers of transports are written. */
export interface TransportBehaviour {
  /**
   * A UDP checksum that comes out as 0. `zero`: sent as it is, which says that there is none. `ones`: sent
   * as 0xffff (RFC 768).
   */
  readonly zeroUdpChecksum: 'zero' | 'ones';
  /**
   * A UDP length that is shorter than the datagram. `ignore`: all is payload. `obey`: what is behind it is cut
   * off, and less than a header is malformed (RFC 768).
   */
  readonly shortUdpLength: 'ignore' | 'obey';
}
