import type { SegmentSpace } from '../ports/network.js';

const MAX_SEGMENT = 65_535;

/** Room for one segment after the other, for networks that copy what they are given. */
export class SegmentScratch implements SegmentSpace {
  readonly octets: Uint8Array;
  readonly view: DataView;
  readonly start = 0;

  constructor(length: number = MAX_SEGMENT) {
    this.octets = new Uint8Array(length);
    this.view = new DataView(this.octets.buffer);
  }
}
