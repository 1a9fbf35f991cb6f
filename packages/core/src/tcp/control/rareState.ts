// What few connections need: urgent data, errors of ICMP, ECN marks, ACKs that are held back, pacing. As long as all
// is as at the start, connections share what says so.
import type { TcpErrno } from '../protocol/errno.js';
import { LossState } from './lossState.js';

/** A range of sequence numbers. */
export interface Range {
  start: number;
  end: number;
}

/** The fields, as they are at the start. */
class Rarities {
  /** An ICMP error that does not end the connection, but says why it timed out. */
  softError: TcpErrno | null = null;
  /** An ICMP error waits in the error queue, where nothing reads it. */
  hasQueuedError = false;
  urgentMode = false;
  urgSeq = 0;
  urgent: 'none' | 'not-yet' | 'valid' | 'read' = 'none';
  urgentOctet = 0;
  deliveredCe = 0;
  /** Packets that came with the mark CE, for accurate ECN. */
  receivedCe = 0;
  /** ECN field of the SYN-ACK, until it is reflected; -1 for none. */
  synAckEcn = -1;
  dsack: Range | null = null;
  compressedAcks = 0;
  compressedAckRcvNxt = 0;
  dupAckCounter = 0;
  /** When the last ACK for a segment out of the window went out, in ticks; 0 for never. */
  lastOowAckTicks = 0;
  lastSynAckMs = 0;
  synDataRefused = false;
  /** When zero window probes began, in milliseconds, or 0. */
  probesStartMs = 0;
  pacing = false;
  pacingRate = Number.POSITIVE_INFINITY;
  /** When the next segment may be sent, while `pacing`. */
  nextSendNs = 0;
}

/** Read by all connections to which nothing of it happened; never written. */
const NONE = new Rarities();

/** The fields of a connection that are made with the first of them that changes. */
export class RareState extends LossState {
  #rare = NONE;

  #own(): Rarities {
    if (this.#rare === NONE) this.#rare = new Rarities();
    return this.#rare;
  }

  get softError(): TcpErrno | null {
    return this.#rare.softError;
  }
  set softError(value: TcpErrno | null) {
    if (value !== this.#rare.softError) this.#own().softError = value;
  }

  get hasQueuedError(): boolean {
    return this.#rare.hasQueuedError;
  }
  set hasQueuedError(value: boolean) {
    if (value !== this.#rare.hasQueuedError) this.#own().hasQueuedError = value;
  }

  get urgentMode(): boolean {
    return this.#rare.urgentMode;
  }
  set urgentMode(value: boolean) {
    if (value !== this.#rare.urgentMode) this.#own().urgentMode = value;
  }

  get urgSeq(): number {
    return this.#rare.urgSeq;
  }
  set urgSeq(value: number) {
    if (value !== this.#rare.urgSeq) this.#own().urgSeq = value;
  }

  get urgent(): 'none' | 'not-yet' | 'valid' | 'read' {
    return this.#rare.urgent;
  }
  set urgent(value: 'none' | 'not-yet' | 'valid' | 'read') {
    if (value !== this.#rare.urgent) this.#own().urgent = value;
  }

  get urgentOctet(): number {
    return this.#rare.urgentOctet;
  }
  set urgentOctet(value: number) {
    if (value !== this.#rare.urgentOctet) this.#own().urgentOctet = value;
  }

  get deliveredCe(): number {
    return this.#rare.deliveredCe;
  }
  set deliveredCe(value: number) {
    if (value !== this.#rare.deliveredCe) this.#own().deliveredCe = value;
  }

  get receivedCe(): number {
    return this.#rare.receivedCe;
  }
  set receivedCe(value: number) {
    if (value !== this.#rare.receivedCe) this.#own().receivedCe = value;
  }

  get synAckEcn(): number {
    return this.#rare.synAckEcn;
  }
  set synAckEcn(value: number) {
    if (value !== this.#rare.synAckEcn) this.#own().synAckEcn = value;
  }

  get dsack(): Range | null {
    return this.#rare.dsack;
  }
  set dsack(value: Range | null) {
    if (value !== this.#rare.dsack) this.#own().dsack = value;
  }

  get compressedAcks(): number {
    return this.#rare.compressedAcks;
  }
  set compressedAcks(value: number) {
    if (value !== this.#rare.compressedAcks) this.#own().compressedAcks = value;
  }

  get compressedAckRcvNxt(): number {
    return this.#rare.compressedAckRcvNxt;
  }
  set compressedAckRcvNxt(value: number) {
    if (value !== this.#rare.compressedAckRcvNxt) this.#own().compressedAckRcvNxt = value;
  }

  get dupAckCounter(): number {
    return this.#rare.dupAckCounter;
  }
  set dupAckCounter(value: number) {
    if (value !== this.#rare.dupAckCounter) this.#own().dupAckCounter = value;
  }

  get lastOowAckTicks(): number {
    return this.#rare.lastOowAckTicks;
  }
  set lastOowAckTicks(value: number) {
    if (value !== this.#rare.lastOowAckTicks) this.#own().lastOowAckTicks = value;
  }

  get lastSynAckMs(): number {
    return this.#rare.lastSynAckMs;
  }
  set lastSynAckMs(value: number) {
    if (value !== this.#rare.lastSynAckMs) this.#own().lastSynAckMs = value;
  }

  get synDataRefused(): boolean {
    return this.#rare.synDataRefused;
  }
  set synDataRefused(value: boolean) {
    if (value !== this.#rare.synDataRefused) this.#own().synDataRefused = value;
  }

  get probesStartMs(): number {
    return this.#rare.probesStartMs;
  }
  set probesStartMs(value: number) {
    if (value !== this.#rare.probesStartMs) this.#own().probesStartMs = value;
  }

  get pacing(): boolean {
    return this.#rare.pacing;
  }
  set pacing(value: boolean) {
    if (value !== this.#rare.pacing) this.#own().pacing = value;
  }

  get pacingRate(): number {
    return this.#rare.pacingRate;
  }
  set pacingRate(value: number) {
    if (value !== this.#rare.pacingRate) this.#own().pacingRate = value;
  }

  get nextSendNs(): number {
    return this.#rare.nextSendNs;
  }
  set nextSendNs(value: number) {
    if (value !== this.#rare.nextSendNs) this.#own().nextSendNs = value;
  }
}
