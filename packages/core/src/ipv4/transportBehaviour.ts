/** How the headers of transports are written. */
export interface TransportBehaviour {
  /**
   * A UDP checksum that comes out as 0. `zero`: sent as it is, which says that there is none. `ones`: sent
   * as 0xffff (RFC 768).
   */
  readonly zeroUdpChecksum: 'zero' | 'ones';
}
