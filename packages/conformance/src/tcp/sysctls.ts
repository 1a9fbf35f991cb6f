// Sysctls by name, as choices of behaviour.
import type { TcpBehaviour } from '@packetloom/core';
import type { Json } from '../vector/tcpVector.js';

type Change = (value: number) => Partial<TcpBehaviour>;

const CHANGES: Readonly<Record<string, Change>> = {
  tcp_timestamps: (value) => ({ timestamps: value === 2 ? 2 : value === 1 ? 1 : 0 }),
  tcp_sack: (value) => ({ sack: value !== 0 }),
  tcp_dsack: (value) => ({ dsack: value !== 0 }),
  tcp_window_scaling: (value) => ({ windowScaling: value !== 0 }),
  tcp_ecn: (value) => ({ ecn: value === 1 ? 1 : value === 2 ? 2 : 0 }),
  tcp_ecn_fallback: (value) => ({ ecnFallback: value !== 0 }),
  tcp_frto: (value) => ({ frto: value }),
  tcp_recovery: (value) => ({ recovery: value }),
  tcp_early_retrans: (value) => ({ earlyRetrans: value }),
  tcp_reordering: (value) => ({ reordering: value }),
  tcp_max_reordering: (value) => ({ maxReordering: value }),
  tcp_rto_min_us: (value) => ({ rtoMinUs: value }),
  tcp_rto_max_ms: (value) => ({ rtoMaxMs: value }),
  tcp_syn_retries: (value) => ({ synRetries: value }),
  tcp_syn_linear_timeouts: (value) => ({ synLinearTimeouts: value }),
  tcp_synack_retries: (value) => ({ synackRetries: value }),
  tcp_retries1: (value) => ({ retries1: value }),
  tcp_retries2: (value) => ({ retries2: value }),
  tcp_orphan_retries: (value) => ({ orphanRetries: value }),
  tcp_fin_timeout: (value) => ({ finTimeoutS: value }),
  tcp_keepalive_time: (value) => ({ keepaliveTimeS: value }),
  tcp_keepalive_intvl: (value) => ({ keepaliveIntervalS: value }),
  tcp_keepalive_probes: (value) => ({ keepaliveProbes: value }),
  tcp_slow_start_after_idle: (value) => ({ slowStartAfterIdle: value !== 0 }),
  tcp_invalid_ratelimit: (value) => ({ invalidRatelimitMs: value }),
  tcp_challenge_ack_limit: (value) => ({ challengeAckLimit: value }),
  tcp_moderate_rcvbuf: (value) => ({ moderateRcvbuf: value !== 0 }),
  tcp_comp_sack_delay_ns: (value) => ({ compSackDelayNs: value }),
  tcp_comp_sack_nr: (value) => ({ compSackNr: value }),
  tcp_min_snd_mss: (value) => ({ minSndMss: value }),
  tcp_pingpong_thresh: (value) => ({ pingpongThresh: value }),
  tcp_retrans_collapse: (value) => ({ retransCollapse: value !== 0 }),
  tcp_shrink_window: (value) => ({ shrinkWindow: value !== 0 }),
  tcp_stdurg: (value) => ({ stdurg: value !== 0 }),
  tcp_thin_linear_timeouts: (value) => ({ thinLinearTimeouts: value !== 0 }),
  tcp_rfc1337: (value) => ({ rfc1337: value !== 0 }),
  tcp_abort_on_overflow: (value) => ({ abortOnOverflow: value !== 0 }),
  tcp_max_syn_backlog: (value) => ({ maxSynBacklog: value }),
};

/** Sysctls of things that are not there, or have no effect on what a single connection sends. */
const WITHOUT_EFFECT = new Set([
  'tcp_adv_win_scale',
  'tcp_app_win',
  'tcp_autocorking',
  'tcp_limit_output_bytes',
  'tcp_no_metrics_save',
  'tcp_tso_win_divisor',
  'tcp_tw_reuse',
]);

/** A behaviour with sysctls set; one that changes nothing here is an error. */
export function withSysctls(
  behaviour: TcpBehaviour,
  sysctls: Readonly<Record<string, Json>>,
): TcpBehaviour {
  let changed = behaviour;
  for (const [name, value] of Object.entries(sysctls)) {
    const short = name.replace(/^net\.ipv4\./, '');
    if (short === 'tcp_rmem' || short === 'tcp_wmem') {
      changed = { ...changed, [short.slice(4)]: threeNumbers(value) };
      continue;
    }
    if (WITHOUT_EFFECT.has(short)) continue;
    if (short === 'tcp_congestion_control') {
      changed = { ...changed, congestionControl: String(value) };
      continue;
    }
    const change = CHANGES[short];
    if (change === undefined) throw new Error(`sysctl ${name}: not known here`);
    changed = { ...changed, ...change(Number(value)) };
  }
  return changed;
}

function threeNumbers(value: Json): readonly [number, number, number] {
  const [least = 0, initial = 0, most = 0] = String(value).trim().split(/\s+/).map(Number);
  return [least, initial, most];
}
