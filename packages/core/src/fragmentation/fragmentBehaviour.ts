/** How datagrams are fragmented and reassembled. */
export interface FragmentBehaviour {
  /**
   * Fragmenting what is a fragment already. `restart`: offsets count from 0 again, which spoils the
   * datagram. `add`: the fragment's own offset is added and its MF kept (RFC 791 3.2).
   */
  readonly refragmentation: 'restart' | 'add';
  /**
   * Options in fragments after the first. `all`: every one is copied. `copied-only`: those with the
   * copied bit (RFC 791 3.1).
   */
  readonly fragmentOptions: 'all' | 'copied-only';
  /**
   * Datagrams of more than 65,535 octets with their header. `wrap`: fragments may make one, and its total
   * length is told modulo 65,536. `drop`: they are dropped (RFC 791 3.1).
   */
  readonly oversizedDatagrams: 'wrap' | 'drop';
}
