// Options that few sockets set: as long as none is, sockets share what says so, since connections are many.

/** The options, as they are unless they are set. */
class Rarities {
  rcvbufLocked = false;
  sndbufLocked = false;
  /** SO_RCVLOWAT. */
  rcvlowat = 1;
  /** TCP_NOTSENT_LOWAT; 0xffffffff is none. */
  notsentLowat = 0xffffffff;
  /** SO_KEEPALIVE, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT; 0 is the host's. */
  keepalive = false;
  keepIdleS = 0;
  keepIntervalS = 0;
  keepProbes = 0;
  /** TCP_USER_TIMEOUT in milliseconds; 0 is none. */
  userTimeoutMs = 0;
  /** TCP_SYNCNT; 0 is the host's. */
  synRetries = 0;
  /** TCP_LINGER2 in seconds; 0 is the host's, -1 no FIN_WAIT2 at all. */
  linger2S = 0;
  /** TCP_DEFER_ACCEPT, as a number of SYN-ACKs. */
  deferAccept = 0;
  /** TCP_MAXSEG; 0 is none. */
  maxSegment = 0;
  /** TCP_WINDOW_CLAMP; 0 is none. */
  windowClamp = 0;
  /** SO_MAX_PACING_RATE, in octets a second. */
  maxPacingRate = Number.POSITIVE_INFINITY;
  /** SO_OOBINLINE. */
  oobInline = false;
  /** TCP_THIN_LINEAR_TIMEOUTS. */
  thinLinearTimeouts = false;
  /** IP_RECVERR: soft errors are told at once. */
  receiveErrors = false;
}

/** Read by all sockets that set none; never written. */
const NONE = new Rarities();

/** The options of a socket that are made with the first of them that is set. */
export class RareOptions {
  #rare = NONE;

  #own(): Rarities {
    if (this.#rare === NONE) this.#rare = new Rarities();
    return this.#rare;
  }

  /** Sets them as they are set there. */
  takeRareOf(other: RareOptions): void {
    this.#rare = other.#rare === NONE ? NONE : Object.assign(new Rarities(), other.#rare);
  }

  get rcvbufLocked(): boolean {
    return this.#rare.rcvbufLocked;
  }
  set rcvbufLocked(value: boolean) {
    if (value !== this.#rare.rcvbufLocked) this.#own().rcvbufLocked = value;
  }

  get sndbufLocked(): boolean {
    return this.#rare.sndbufLocked;
  }
  set sndbufLocked(value: boolean) {
    if (value !== this.#rare.sndbufLocked) this.#own().sndbufLocked = value;
  }

  get rcvlowat(): number {
    return this.#rare.rcvlowat;
  }
  set rcvlowat(value: number) {
    if (value !== this.#rare.rcvlowat) this.#own().rcvlowat = value;
  }

  get notsentLowat(): number {
    return this.#rare.notsentLowat;
  }
  set notsentLowat(value: number) {
    if (value !== this.#rare.notsentLowat) this.#own().notsentLowat = value;
  }

  get keepalive(): boolean {
    return this.#rare.keepalive;
  }
  set keepalive(value: boolean) {
    if (value !== this.#rare.keepalive) this.#own().keepalive = value;
  }

  get keepIdleS(): number {
    return this.#rare.keepIdleS;
  }
  set keepIdleS(value: number) {
    if (value !== this.#rare.keepIdleS) this.#own().keepIdleS = value;
  }

  get keepIntervalS(): number {
    return this.#rare.keepIntervalS;
  }
  set keepIntervalS(value: number) {
    if (value !== this.#rare.keepIntervalS) this.#own().keepIntervalS = value;
  }

  get keepProbes(): number {
    return this.#rare.keepProbes;
  }
  set keepProbes(value: number) {
    if (value !== this.#rare.keepProbes) this.#own().keepProbes = value;
  }

  get userTimeoutMs(): number {
    return this.#rare.userTimeoutMs;
  }
  set userTimeoutMs(value: number) {
    if (value !== this.#rare.userTimeoutMs) this.#own().userTimeoutMs = value;
  }

  get synRetries(): number {
    return this.#rare.synRetries;
  }
  set synRetries(value: number) {
    if (value !== this.#rare.synRetries) this.#own().synRetries = value;
  }

  get linger2S(): number {
    return this.#rare.linger2S;
  }
  set linger2S(value: number) {
    if (value !== this.#rare.linger2S) this.#own().linger2S = value;
  }

  get deferAccept(): number {
    return this.#rare.deferAccept;
  }
  set deferAccept(value: number) {
    if (value !== this.#rare.deferAccept) this.#own().deferAccept = value;
  }

  get maxSegment(): number {
    return this.#rare.maxSegment;
  }
  set maxSegment(value: number) {
    if (value !== this.#rare.maxSegment) this.#own().maxSegment = value;
  }

  get windowClamp(): number {
    return this.#rare.windowClamp;
  }
  set windowClamp(value: number) {
    if (value !== this.#rare.windowClamp) this.#own().windowClamp = value;
  }

  get maxPacingRate(): number {
    return this.#rare.maxPacingRate;
  }
  set maxPacingRate(value: number) {
    if (value !== this.#rare.maxPacingRate) this.#own().maxPacingRate = value;
  }

  get oobInline(): boolean {
    return this.#rare.oobInline;
  }
  set oobInline(value: boolean) {
    if (value !== this.#rare.oobInline) this.#own().oobInline = value;
  }

  get thinLinearTimeouts(): boolean {
    return this.#rare.thinLinearTimeouts;
  }
  set thinLinearTimeouts(value: boolean) {
    if (value !== this.#rare.thinLinearTimeouts) this.#own().thinLinearTimeouts = value;
  }

  get receiveErrors(): boolean {
    return this.#rare.receiveErrors;
  }
  set receiveErrors(value: boolean) {
    if (value !== this.#rare.receiveErrors) this.#own().receiveErrors = value;
  }
}
