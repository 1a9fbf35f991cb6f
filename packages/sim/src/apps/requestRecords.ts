import type { PacketPool } from '@packetloom/core';

/** With so many requests, those that are over are looked for. */
const FORGETTING_RECORDS = 1024;

/** A request of which something may still come. */
export interface RequestRecord {
  readonly number: number;
  readonly begunNs: number;
  isAnswered: boolean;
  /** Transmissions of it that a server has and did not answer yet. */
  serving: number;
  /** Of its transmissions that were made. */
  readonly identities: number[];
  /** Of the responses to it. */
  readonly responses: number[];
}

/**
 * Requests by number and by the identities of their datagrams. Those that are over are forgotten as others begin, so
 * that memory does not grow with a run: nothing of their datagrams, nor of their responses, is in flight, and no server
 * of the app has them. Without a server of its own nobody knows when an answer may come: then nothing is forgotten.
 */
export class RequestRecords {
  readonly #pool: PacketPool;
  readonly #forgets: boolean;
  readonly #byNumber = new Map<number, RequestRecord>();
  readonly #byIdentity = new Map<number, RequestRecord>();
  #limit = FORGETTING_RECORDS;

  constructor(pool: PacketPool, forgets: boolean) {
    this.#pool = pool;
    this.#forgets = forgets;
  }

  /** Requests that are not forgotten. */
  get size(): number {
    return this.#byNumber.size;
  }

  /** The next request, at a time. */
  begin(number: number, nowNs: number): RequestRecord {
    if (this.#forgets && this.#byNumber.size >= this.#limit) this.#forget(number, nowNs);
    const record: RequestRecord = {
      number,
      begunNs: nowNs,
      isAnswered: false,
      serving: 0,
      identities: [],
      responses: [],
    };
    this.#byNumber.set(number, record);
    return record;
  }

  /** A datagram is about to be made for a request. */
  transmitting(record: RequestRecord, identity: number): void {
    record.identities.push(identity);
    this.#byIdentity.set(identity, record);
  }

  /** The datagram that was about to be made was refused. */
  refused(record: RequestRecord): void {
    const identity = record.identities.pop();
    if (identity !== undefined) this.#byIdentity.delete(identity);
  }

  /** A request by its number. */
  get(number: number): RequestRecord | undefined {
    return this.#byNumber.get(number);
  }

  /** The request that a datagram was sent for. */
  ofDatagram(identity: number): RequestRecord | undefined {
    return this.#byIdentity.get(identity);
  }

  /** Whether a datagram of a request, or an answer to one, is in flight. */
  isInFlight({ identities }: RequestRecord): boolean {
    const pool = this.#pool;
    return identities.some((one) => pool.isInFlight(one) || pool.isReplyInFlight(one));
  }

  /** All but the last one may be over. */
  #forget(next: number, nowNs: number): void {
    const pool = this.#pool;
    pool.settle(nowNs);
    const isSettled = (identity: number) => pool.isSettled(identity);
    for (const record of this.#byNumber.values()) {
      const { number, serving, identities, responses } = record;
      if (serving > 0 || number === next - 1) continue;
      if (!identities.every(isSettled) || !responses.every(isSettled)) continue;
      this.#byNumber.delete(number);
      for (const identity of identities) this.#byIdentity.delete(identity);
    }
    this.#limit = Math.max(FORGETTING_RECORDS, 2 * this.#byNumber.size);
  }
}
