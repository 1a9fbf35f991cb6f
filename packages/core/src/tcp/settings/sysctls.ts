// Linux's sysctls of TCP by name, as choices of `TcpBehaviour`, and those whose value says what is so anyway.

import { CONGESTION_CONTROLS } from '../congestion/registry.js';
import type { TcpBehaviour } from './behaviour.js';

/** Why a sysctl is not set: there is none of this name here, or none of this value. */
export type SysctlRefusal = 'unknown-sysctl' | 'unsupported-value';

type Change = Partial<TcpBehaviour>;

const NUMBERS: Readonly<Record<string, (value: number) => Change | null>> = {
  tcp_timestamps: (value) => ({ timestamps: value === 2 ? 2 : value === 1 ? 1 : 0 }),
  tcp_sack: (value) => ({ sack: value !== 0 }),
  tcp_dsack: (value) => ({ dsack: value !== 0 }),
  tcp_window_scaling: (value) => ({ windowScaling: value !== 0 }),
  // 3 and more are Accurate ECN.
  tcp_ecn: (value) => (value === 0 || value === 1 || value === 2 ? { ecn: value } : null),
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
  tcp_base_mss: (value) => ({ baseMss: value }),
  'core.somaxconn': (value) => ({ somaxconn: value }),
  'core.rmem_max': (value) => ({ rmemMax: value }),
  'core.wmem_max': (value) => ({ wmemMax: value }),
  'route.min_pmtu': (value) => ({ minPmtu: value }),
  'route.min_adv_mss': (value) => ({ minAdvMss: value }),
};

/** Settings of what does not exist here: any value, as long as nothing else asks for it. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'tcp_autocorking',
  'tcp_fastopen',
  'tcp_fastopen_key',
  'tcp_fastopen_blackhole_timeout_sec',
  'tcp_fwmark_accept',
  'tcp_limit_output_bytes',
  'tcp_low_latency',
  'tcp_mem',
  'tcp_min_tso_segs',
  'tcp_no_metrics_save',
  'tcp_no_ssthresh_metrics_save',
  'tcp_pacing_ca_ratio',
  'tcp_pacing_ss_ratio',
  'tcp_probe_interval',
  'tcp_probe_threshold',
  'tcp_syncookies',
  'tcp_tso_rtt_log',
  'tcp_tso_win_divisor',
  'tcp_tw_reuse',
  'tcp_workaround_signed_windows',
  'tcp_ecn_option',
  'tcp_ecn_option_beacon',
  'core.optmem_max',
  'core.default_qdisc',
  'mptcp.enabled',
]);

/** Settings of what does not exist here, and the one value at which that is no difference. */
const FIXED: Readonly<Record<string, number>> = {
  tcp_fack: 0,
  tcp_mtu_probing: 0,
  tcp_migrate_req: 0,
  tcp_plb_enabled: 0,
  tcp_adv_win_scale: 1,
  tcp_app_win: 31,
  ip_no_pmtu_disc: 0,
};

/**
 * The behaviour with a sysctl set, or why it cannot be. `name`: as `sysctl` writes it, with or without
 * `net.ipv4.` (`tcp_sack`), and `net.core.somaxconn` also without `net.`. `value`: as it stands in /proc, numbers in
 * decimal or, after 0x, in hexadecimal; of the three sizes of `tcp_rmem` and `tcp_wmem`, those that are left out stay.
 */
export function withSysctl(
  behaviour: TcpBehaviour,
  name: string,
  value: string,
): TcpBehaviour | SysctlRefusal {
  const short = name.replace(/^net\.(?:ipv4\.)?/, '');
  if (WITHOUT_EFFECT.has(short)) return behaviour;
  const change = changeOf(behaviour, short, value.trim());
  return typeof change === 'string' ? change : { ...behaviour, ...change };
}

function changeOf(behaviour: TcpBehaviour, name: string, value: string): Change | SysctlRefusal {
  if (name === 'tcp_congestion_control') {
    return CONGESTION_CONTROLS.has(value) ? { congestionControl: value } : 'unsupported-value';
  }
  const words = value.split(/\s+/);
  const numbers = words.map(numberOf).filter((number) => number !== null);
  const isSizes = name === 'tcp_rmem' || name === 'tcp_wmem';
  if (numbers.length < words.length || words.length > (isSizes ? 3 : 1)) return 'unsupported-value';
  if (isSizes) return sizesOf(behaviour, name === 'tcp_rmem' ? 'rmem' : 'wmem', numbers);
  const [number = 0] = numbers;
  const fixed = FIXED[name];
  if (fixed !== undefined) return number === fixed ? {} : 'unsupported-value';
  const change = NUMBERS[name];
  return change === undefined ? 'unknown-sysctl' : (change(number) ?? 'unsupported-value');
}

function sizesOf(
  behaviour: TcpBehaviour,
  key: 'rmem' | 'wmem',
  numbers: readonly number[],
): Change {
  const before = behaviour[key];
  const [least = before[0], initial = before[1], most = before[2]] = numbers;
  return { [key]: [least, initial, most] };
}

function numberOf(text: string): number | null {
  return /^(?:-?\d+|0x[0-9a-f]+)$/i.test(text) ? Number(text) : null;
}
