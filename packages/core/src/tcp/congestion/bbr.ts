import { CaState } from '../protocol/state.js';
import type {
  CongestionControl,
  CongestionEvent,
  CongestionWindow,
  RateSample,
} from './congestionControl.js';
import { INFINITE_SSTHRESH } from './congestionControl.js';
import { MaxFilter } from './maxFilter.js';

/** 2/ln 2: doubles the rate each round trip, with the least queue (draft-cardwell-iccrg-bbr 4.3.2.1). */
const HIGH_GAIN = 2.885;
const DRAIN_GAIN = 1 / HIGH_GAIN;
const CWND_GAIN = 2;
/** Probes for bandwidth, drains the queue that it made, cruises (4.3.4.1). */
const CYCLE_GAINS = [1.25, 0.75, 1, 1, 1, 1, 1, 1] as const;
const BANDWIDTH_ROUNDS = 10;
const MIN_RTT_WINDOW_US = 10_000_000;
const PROBE_RTT_US = 200_000;
const MIN_CWND = 4;
/** The pipe is full once three rounds brought less than a quarter more (4.3.2.2). */
const FULL_GROWTH = 1.25;
const FULL_ROUNDS = 3;
/** A little less than what the bottleneck carries, so that queues do not build up. */
const PACING_MARGIN = 0.99;
const INITIAL_SEGMENTS = 10;
const INITIAL_RTT_US = 1000;

type Mode = 'startup' | 'drain' | 'probe-bandwidth' | 'probe-rtt';

/**
 * BBR v1 (draft-cardwell-iccrg-bbr-congestion-control-00, and "BBR: congestion-based congestion control", ACM
 * Queue 2016): a model of the path, bandwidth and round trip time, sets rate and window. Losses do not.
 */
export class Bbr implements CongestionControl {
  readonly name = 'bbr';
  #mode: Mode = 'startup';
  /** Bandwidth of the bottleneck in segments a microsecond, over ten rounds. */
  readonly #bandwidth = new MaxFilter(BANDWIDTH_ROUNDS);
  #minRttUs = -1;
  #minRttStampUs = 0;
  #round = 0;
  #roundStart = false;
  #roundEnd = 0;
  #fullBandwidth = 0;
  #fullRounds = 0;
  #fullReached = false;
  #cyclePhase = 0;
  #cycleStampUs = 0;
  #pacingGain = HIGH_GAIN;
  #cwndGain = HIGH_GAIN;
  #probeRttDoneUs = 0;
  #probeRttRoundDone = false;
  #priorCwnd = 0;
  #priorState: CaState = CaState.Open;
  #conserves = false;
  #afterIdle = false;
  #hasRtt = false;

  init(window: CongestionWindow): void {
    window.ssthresh = INFINITE_SSTHRESH;
    window.pacing = true;
    this.#minRttStampUs = window.nowUs;
    this.#roundEnd = window.delivered;
    const rttUs = window.srttUs8 > 0 ? Math.max(window.srttUs8 / 8, 1) : INITIAL_RTT_US;
    this.#hasRtt = window.srttUs8 > 0;
    window.pacingRate = rateOf(window, window.cwnd / rttUs, HIGH_GAIN);
  }

  ssthresh(window: CongestionWindow): number {
    this.#saveCwnd(window);
    return window.ssthresh;
  }

  onAck(): void {
    // Windows follow from the model alone.
  }

  undo(window: CongestionWindow): number {
    this.#fullBandwidth = 0;
    this.#fullRounds = 0;
    return window.cwnd;
  }

  onState(_window: CongestionWindow, state: CaState): void {
    if (state !== CaState.Loss) return;
    this.#priorState = CaState.Loss;
    this.#fullBandwidth = 0;
    this.#roundStart = true;
  }

  onEvent(window: CongestionWindow, event: CongestionEvent): void {
    if (event !== 'tx-start' || window.appLimited === 0) return;
    this.#afterIdle = true;
    if (this.#mode === 'probe-bandwidth') this.#setRate(window, 1);
    else if (this.#mode === 'probe-rtt') this.#checkProbeRttDone(window);
  }

  onRate(window: CongestionWindow, sample: RateSample): void {
    this.#updateBandwidth(window, sample);
    this.#updateCycle(window, sample);
    this.#checkFull(sample);
    this.#checkDrain(window);
    this.#updateMinRtt(window, sample);
    this.#updateGains();
    this.#setRate(window, this.#pacingGain);
    this.#setCwnd(window, sample);
  }

  #updateBandwidth(window: CongestionWindow, sample: RateSample): void {
    this.#roundStart = false;
    if (sample.delivered < 0 || sample.intervalUs <= 0) return;
    if (sample.priorDelivered >= this.#roundEnd) {
      this.#roundEnd = window.delivered;
      this.#round++;
      this.#roundStart = true;
      this.#conserves = false;
    }
    const bandwidth = sample.delivered / sample.intervalUs;
    // A rate that the application limits says nothing, unless it is higher.
    if (!sample.isAppLimited || bandwidth >= this.#bandwidth.value) {
      this.#bandwidth.add(this.#round, bandwidth);
    }
  }

  /** Whether the pipe is full: rounds bring no more bandwidth (4.3.2.2). */
  #checkFull(sample: RateSample): void {
    if (this.#fullReached || !this.#roundStart || sample.isAppLimited) return;
    if (this.#bandwidth.value >= this.#fullBandwidth * FULL_GROWTH) {
      this.#fullBandwidth = this.#bandwidth.value;
      this.#fullRounds = 0;
      return;
    }
    this.#fullRounds++;
    this.#fullReached = this.#fullRounds >= FULL_ROUNDS;
  }

  #checkDrain(window: CongestionWindow): void {
    if (this.#mode === 'startup' && this.#fullReached) {
      this.#mode = 'drain';
      window.ssthresh = this.#inFlightFor(1);
    }
    if (this.#mode === 'drain' && window.inFlight <= this.#inFlightFor(1)) this.#cruise(window);
  }

  /** Enters the cycle at a random phase, but not where it drains: there is no queue. */
  #cruise(window: CongestionWindow): void {
    this.#mode = 'probe-bandwidth';
    const phase = CYCLE_GAINS.length - 1 - window.randomBelow(CYCLE_GAINS.length - 1);
    this.#enterPhase(window, phase);
  }

  #enterPhase(window: CongestionWindow, phase: number): void {
    this.#cyclePhase = (phase + 1) % CYCLE_GAINS.length;
    this.#cycleStampUs = window.nowUs;
  }

  #updateCycle(window: CongestionWindow, sample: RateSample): void {
    if (this.#mode !== 'probe-bandwidth') return;
    const gain = CYCLE_GAINS[this.#cyclePhase] ?? 1;
    const isFull = window.nowUs - this.#cycleStampUs > this.#minRttUs;
    let isOver = isFull;
    if (gain > 1) {
      isOver = isFull && (sample.losses > 0 || sample.priorInFlight >= this.#inFlightFor(gain));
    } else if (gain < 1) isOver = isFull || sample.priorInFlight <= this.#inFlightFor(1);
    if (isOver) this.#enterPhase(window, this.#cyclePhase);
  }

  /** The least round trip; once it is ten seconds old, the queue is emptied to see it again (4.3.5). */
  #updateMinRtt(window: CongestionWindow, sample: RateSample): void {
    const { nowUs } = window;
    const expired = nowUs > this.#minRttStampUs + MIN_RTT_WINDOW_US;
    const { rttUs } = sample;
    const lower = this.#minRttUs < 0 || rttUs < this.#minRttUs;
    if (rttUs >= 0 && (lower || (expired && !sample.isAckDelayed))) {
      this.#minRttUs = rttUs;
      this.#minRttStampUs = nowUs;
    }
    if (expired && !this.#afterIdle && this.#mode !== 'probe-rtt') {
      this.#saveCwnd(window);
      this.#mode = 'probe-rtt';
      this.#probeRttDoneUs = 0;
    }
    if (this.#mode === 'probe-rtt') this.#inProbeRtt(window);
    if (sample.delivered > 0) this.#afterIdle = false;
  }

  #inProbeRtt(window: CongestionWindow): void {
    // Low rates of this phase must not lower the bandwidth.
    window.appLimited = window.delivered + window.inFlight || 1;
    if (this.#probeRttDoneUs === 0) {
      if (window.inFlight > MIN_CWND) return;
      this.#probeRttDoneUs = window.nowUs + PROBE_RTT_US;
      this.#probeRttRoundDone = false;
      this.#roundEnd = window.delivered;
      return;
    }
    if (this.#roundStart) this.#probeRttRoundDone = true;
    if (this.#probeRttRoundDone) this.#checkProbeRttDone(window);
  }

  #checkProbeRttDone(window: CongestionWindow): void {
    if (this.#probeRttDoneUs === 0 || window.nowUs <= this.#probeRttDoneUs) return;
    this.#minRttStampUs = window.nowUs;
    window.cwnd = Math.max(window.cwnd, this.#priorCwnd);
    if (this.#fullReached) this.#cruise(window);
    else this.#mode = 'startup';
  }

  #updateGains(): void {
    switch (this.#mode) {
      case 'startup':
        this.#pacingGain = HIGH_GAIN;
        this.#cwndGain = HIGH_GAIN;
        break;
      case 'drain':
        this.#pacingGain = DRAIN_GAIN;
        this.#cwndGain = HIGH_GAIN;
        break;
      case 'probe-bandwidth':
        this.#pacingGain = CYCLE_GAINS[this.#cyclePhase] ?? 1;
        this.#cwndGain = CWND_GAIN;
        break;
      case 'probe-rtt':
        this.#pacingGain = 1;
        this.#cwndGain = 1;
    }
  }

  #setRate(window: CongestionWindow, gain: number): void {
    if (!this.#hasRtt && window.srttUs8 > 0) this.init(window);
    const rate = rateOf(window, this.#bandwidth.value, gain);
    if (this.#fullReached || rate > window.pacingRate) window.pacingRate = rate;
  }

  #setCwnd(window: CongestionWindow, sample: RateSample): void {
    const { acked } = sample;
    if (acked > 0 && !this.#recoversOrRestores(window, sample)) {
      const target = this.#inFlightFor(this.#cwndGain);
      if (this.#fullReached) window.cwnd = Math.min(window.cwnd + acked, target);
      else if (window.cwnd < target || window.delivered < INITIAL_SEGMENTS) window.cwnd += acked;
      window.cwnd = Math.max(window.cwnd, MIN_CWND);
    }
    window.cwnd = Math.min(window.cwnd, window.cwndClamp);
    if (this.#mode === 'probe-rtt') window.cwnd = Math.min(window.cwnd, MIN_CWND);
  }

  /** In the first round of recovery as much is sent as arrives; after it the window comes back (4.2.3.4). */
  #recoversOrRestores(window: CongestionWindow, sample: RateSample): boolean {
    const { caState } = window;
    const prior = this.#priorState;
    if (sample.losses > 0) window.cwnd = Math.max(window.cwnd - sample.losses, 1);
    if (caState === CaState.Recovery && prior !== CaState.Recovery) {
      this.#conserves = true;
      this.#roundEnd = window.delivered;
      window.cwnd = window.inFlight + sample.acked;
    } else if (prior >= CaState.Recovery && caState < CaState.Recovery) {
      window.cwnd = Math.max(window.cwnd, this.#priorCwnd);
      this.#conserves = false;
    }
    this.#priorState = caState;
    if (!this.#conserves) return false;
    window.cwnd = Math.max(window.cwnd, window.inFlight + sample.acked);
    return true;
  }

  #saveCwnd(window: CongestionWindow): void {
    const isCalm = this.#priorState < CaState.Recovery && this.#mode !== 'probe-rtt';
    this.#priorCwnd = isCalm ? window.cwnd : Math.max(this.#priorCwnd, window.cwnd);
  }

  /** Segments that `gain` times the bandwidth keeps in flight, with room for delayed ACKs. */
  #inFlightFor(gain: number): number {
    if (this.#minRttUs < 0) return INITIAL_SEGMENTS;
    const segments = Math.ceil(this.#bandwidth.value * this.#minRttUs * gain) + 3;
    const even = segments + (segments % 2);
    const probes = this.#mode === 'probe-bandwidth' && this.#cyclePhase === 0;
    return probes ? even + 2 : even;
  }
}

/** Octets a second of `gain` times a bandwidth in segments a microsecond. */
function rateOf(window: CongestionWindow, bandwidth: number, gain: number): number {
  return Math.floor(bandwidth * window.mss * gain * PACING_MARGIN * 1_000_000);
}
