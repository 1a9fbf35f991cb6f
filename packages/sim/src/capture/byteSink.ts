/** Where a byte stream goes: a file, a download, a test. */
export interface ByteSink {
  /** Takes the next octets. The array is the sink's from then on. */
  write(chunk: Uint8Array): void;
}
