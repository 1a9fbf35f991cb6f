// What a connection remembers of losses, reordering and reductions: most never meet one, and an idle
// connection is to be small. As long as all is as at the start, connections share what says so.

/** The fields, as they are at the start. */
class Losses {
  reorderingSeen = 0;
  dsackDups = 0;
  /** A DSACK came from the peer. */
  dsackSeen = false;
  sackReneging = false;
  /** Time-outs in a row, and when the first came. */
  totalRto = 0;
  lost = 0;
  totalRetrans = 0;
  priorCwnd = 0;
  priorSsthresh = 0;
  undoMarker = 0;
  undoRetrans = -1;
  prrDelivered = 0;
  prrOut = 0;
  frto = false;
  rackReoWndSteps = 1;
  rackReoWndPersist = 0;
  rackLastDelivered = 0;
  rackDsackSeen = false;
  rackDsackEndSeq = 0;
  tlpHighSeq = 0;
  tlpRetrans = false;
}

/** Read by all connections that lost nothing; never written. */
const NONE = new Losses();

/** The fields of a connection that are made with the first of them that changes. */
export class LossState {
  #loss = NONE;

  #own(): Losses {
    if (this.#loss === NONE) this.#loss = new Losses();
    return this.#loss;
  }

  get reorderingSeen(): number {
    return this.#loss.reorderingSeen;
  }
  set reorderingSeen(value: number) {
    if (value !== this.#loss.reorderingSeen) this.#own().reorderingSeen = value;
  }

  get dsackDups(): number {
    return this.#loss.dsackDups;
  }
  set dsackDups(value: number) {
    if (value !== this.#loss.dsackDups) this.#own().dsackDups = value;
  }

  get dsackSeen(): boolean {
    return this.#loss.dsackSeen;
  }
  set dsackSeen(value: boolean) {
    if (value !== this.#loss.dsackSeen) this.#own().dsackSeen = value;
  }

  get sackReneging(): boolean {
    return this.#loss.sackReneging;
  }
  set sackReneging(value: boolean) {
    if (value !== this.#loss.sackReneging) this.#own().sackReneging = value;
  }

  get totalRto(): number {
    return this.#loss.totalRto;
  }
  set totalRto(value: number) {
    if (value !== this.#loss.totalRto) this.#own().totalRto = value;
  }

  get lost(): number {
    return this.#loss.lost;
  }
  set lost(value: number) {
    if (value !== this.#loss.lost) this.#own().lost = value;
  }

  get totalRetrans(): number {
    return this.#loss.totalRetrans;
  }
  set totalRetrans(value: number) {
    if (value !== this.#loss.totalRetrans) this.#own().totalRetrans = value;
  }

  get priorCwnd(): number {
    return this.#loss.priorCwnd;
  }
  set priorCwnd(value: number) {
    if (value !== this.#loss.priorCwnd) this.#own().priorCwnd = value;
  }

  get priorSsthresh(): number {
    return this.#loss.priorSsthresh;
  }
  set priorSsthresh(value: number) {
    if (value !== this.#loss.priorSsthresh) this.#own().priorSsthresh = value;
  }

  get undoMarker(): number {
    return this.#loss.undoMarker;
  }
  set undoMarker(value: number) {
    if (value !== this.#loss.undoMarker) this.#own().undoMarker = value;
  }

  get undoRetrans(): number {
    return this.#loss.undoRetrans;
  }
  set undoRetrans(value: number) {
    if (value !== this.#loss.undoRetrans) this.#own().undoRetrans = value;
  }

  get prrDelivered(): number {
    return this.#loss.prrDelivered;
  }
  set prrDelivered(value: number) {
    if (value !== this.#loss.prrDelivered) this.#own().prrDelivered = value;
  }

  get prrOut(): number {
    return this.#loss.prrOut;
  }
  set prrOut(value: number) {
    if (value !== this.#loss.prrOut) this.#own().prrOut = value;
  }

  get frto(): boolean {
    return this.#loss.frto;
  }
  set frto(value: boolean) {
    if (value !== this.#loss.frto) this.#own().frto = value;
  }

  get rackReoWndSteps(): number {
    return this.#loss.rackReoWndSteps;
  }
  set rackReoWndSteps(value: number) {
    if (value !== this.#loss.rackReoWndSteps) this.#own().rackReoWndSteps = value;
  }

  get rackReoWndPersist(): number {
    return this.#loss.rackReoWndPersist;
  }
  set rackReoWndPersist(value: number) {
    if (value !== this.#loss.rackReoWndPersist) this.#own().rackReoWndPersist = value;
  }

  get rackLastDelivered(): number {
    return this.#loss.rackLastDelivered;
  }
  set rackLastDelivered(value: number) {
    if (value !== this.#loss.rackLastDelivered) this.#own().rackLastDelivered = value;
  }

  get rackDsackSeen(): boolean {
    return this.#loss.rackDsackSeen;
  }
  set rackDsackSeen(value: boolean) {
    if (value !== this.#loss.rackDsackSeen) this.#own().rackDsackSeen = value;
  }

  get rackDsackEndSeq(): number {
    return this.#loss.rackDsackEndSeq;
  }
  set rackDsackEndSeq(value: number) {
    if (value !== this.#loss.rackDsackEndSeq) this.#own().rackDsackEndSeq = value;
  }

  get tlpHighSeq(): number {
    return this.#loss.tlpHighSeq;
  }
  set tlpHighSeq(value: number) {
    if (value !== this.#loss.tlpHighSeq) this.#own().tlpHighSeq = value;
  }

  get tlpRetrans(): boolean {
    return this.#loss.tlpRetrans;
  }
  set tlpRetrans(value: boolean) {
    if (value !== this.#loss.tlpRetrans) this.#own().tlpRetrans = value;
  }
}
