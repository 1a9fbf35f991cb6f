/** How datagrams are fragmented and reassembled. */
export interface FragmentBehaviour {
  /**
   * Fragmenting what is a fragment already. `restart`: offsets count from 0 again, which spoils the
   * datagram. `add`: the fragment's own offset is added and its MF kept (RFC 791 3.2).
   */
  readonly refragmentation: 'restart' | 'add';
  /**
   * Options in fragments after the first. `all`: every one is copied. `copied-only`: those with the
   * copied bit (RFC 791 3.1). `no-operation`: the others become no operation, the length stays.
   */
  readonly fragmentOptions: 'all' | 'copied-only' | 'no-operation';
  /** Data of the last fragment: no more than others, a multiple of 8, or all that fits the MTU. */
  readonly lastFragment: 'multiple-of-8' | 'all-that-fits';
  /**
   * Fragments as they come. `strict`: what overlaps drops all, what is no multiple of 8 is dropped. `trim`: what
   * is covered by those that are held is a duplicate, the length is cut to a multiple of 8, and ECN is merged
   * (RFC 3168 5.3).
   */
  readonly reassembly: 'strict' | 'trim';
  /**
   * Datagrams of more than 65,535 octets with their header. `wrap`: fragments may make one, and its total
   * length is told modulo 65,536. `drop`: they are dropped (RFC 791 3.1).
   */
  readonly oversizedDatagrams: 'wrap' | 'drop';
}
