/** Where a byte stream goes: a file, a download, a test. */
export interface ByteSink {
  /** Takes the next octets. The array is borrowed for the call: a sink that keeps it makes a copy. */
  write(chunk: Uint8Array): void;
}
