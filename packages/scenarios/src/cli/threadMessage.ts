/** What the thread of the command tells the main thread: which temporary files there are. */
export interface ThreadMessage {
  readonly kind: 'began' | 'ended';
  readonly path: string;
}
