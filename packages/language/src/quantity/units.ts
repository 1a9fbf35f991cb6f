import {
  type ParseResult,
  parsed,
  parseFailure,
  type QuantityKind,
  readQuantity,
} from './quantity.js';

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

const DURATION: QuantityKind = {
  name: 'duration',
  units: {
    ns: 1n,
    us: 1_000n,
    ms: 1_000_000n,
    s: 1_000_000_000n,
    m: 60_000_000_000n,
    h: 3_600_000_000_000n,
  },
  base: '1ns',
  example: '20ms',
  largest: LARGEST,
  synonyms: {
    µs: 'us',
    μs: 'us',
    usec: 'us',
    msec: 'ms',
    sec: 's',
    secs: 's',
    second: 's',
    seconds: 's',
    min: 'm',
    mins: 'm',
    minute: 'm',
    minutes: 'm',
    hour: 'h',
    hours: 'h',
  },
};

const RATE: QuantityKind = {
  name: 'rate',
  units: { bit: 1n, kbit: 1_000n, mbit: 1_000_000n, gbit: 1_000_000_000n },
  base: '1bit',
  example: '10mbit',
  largest: LARGEST,
  synonyms: {
    k: 'kbit',
    m: 'mbit',
    g: 'gbit',
    bps: 'bit',
    kbps: 'kbit',
    mbps: 'mbit',
    gbps: 'gbit',
    'bit/s': 'bit',
    'kbit/s': 'kbit',
    'mbit/s': 'mbit',
    'gbit/s': 'gbit',
    'kb/s': 'kbit',
    'mb/s': 'mbit',
    'gb/s': 'gbit',
    mb: 'mbit',
    gb: 'gbit',
    kb: 'kbit',
  },
};

const SIZE: QuantityKind = {
  name: 'size',
  units: { b: 1n, kb: 1_000n, mb: 1_000_000n, kib: 1_024n, mib: 1_048_576n },
  base: '1b',
  example: '160b',
  largest: LARGEST,
  synonyms: { byte: 'b', bytes: 'b', octets: 'b', k: 'kb', m: 'mb', kilobytes: 'kb' },
};

const PACKETS: QuantityKind = {
  name: 'number of packets',
  units: { p: 1n },
  base: '1p',
  example: '100p',
  largest: LARGEST,
  synonyms: { packets: 'p', packet: 'p', pkts: 'p', pkt: 'p' },
};

/** The word for a link that sends without any time of serialisation. */
const UNLIMITED = 'unlimited';

/** `20ms` as integer nanoseconds: units ns, us, ms, s, m, h. */
export function readDuration(text: string): ParseResult<number> {
  return readQuantity(DURATION, text);
}

/** `10mbit` as bits a second: units bit, kbit, mbit, gbit (powers of 1,000). `unlimited`: null. */
export function readRate(text: string): ParseResult<number | null> {
  if (text === UNLIMITED) return parsed(null);
  const reading = readQuantity(RATE, text);
  if (!reading.ok || reading.value > 0) return reading;
  return {
    ok: false,
    problem: 'would never send anything: take a link down with up: false',
    suggestion: '1bit',
  };
}

/** As {@link readRate}, of something that sends: it cannot be without limit. */
export function readBitRate(text: string): ParseResult<number> {
  if (text === UNLIMITED) return parseFailure('is no rate to send at: expected such as 64kbit');
  return readQuantity(RATE, text);
}

const SHARE: QuantityKind = {
  name: 'share',
  units: { '%': 10_000_000_000n },
  base: '0.0000000001%',
  example: '1%',
  largest: LARGEST,
  synonyms: { percent: '%' },
};
const WHOLE_SHARE = 1e12;

/** `1%` as a fraction: 0.01. At most 100%. */
export function readShare(text: string): ParseResult<number> {
  const share = readQuantity(SHARE, text);
  if (!share.ok) return share;
  if (share.value > WHOLE_SHARE) return parseFailure('is more than all, 100%', '100%');
  return parsed(share.value / WHOLE_SHARE);
}

/** The limit of a queue: packets (`100p`) or bytes (`64kb`). */
export type QueueLimit = { readonly limitPackets: number } | { readonly limitBytes: number };

/** `100p` or `64kb`. */
export function readQueueLimit(text: string): ParseResult<QueueLimit> {
  const packets = readPackets(text);
  if (packets.ok) return parsed({ limitPackets: packets.value });
  const bytes = readSize(text);
  if (bytes.ok) return parsed({ limitBytes: bytes.value });
  return packets;
}

/** `160b` as bytes: units b, kb, mb (powers of 1,000), kib, mib (powers of 1,024). */
export function readSize(text: string): ParseResult<number> {
  return readQuantity(SIZE, text);
}

/** `20b` or `-14b` as octets that come on top, or are left out. */
export function readOverhead(text: string): ParseResult<number> {
  const isLess = text.startsWith('-');
  const size = readSize(isLess ? text.slice(1) : text);
  return size.ok && isLess ? parsed(-size.value) : size;
}

/** `100p` as a number of packets. */
export function readPackets(text: string): ParseResult<number> {
  return readQuantity(PACKETS, text);
}

const STEPS: readonly (readonly [unit: string, ns: number])[] = [
  ['s', 1_000_000_000],
  ['ms', 1_000_000],
  ['us', 1_000],
];

/** A duration as text, exact to the nanosecond, in the largest unit that keeps it above 1: `2.5ms`. */
export function formatDuration(ns: number): string {
  if (ns < 0) return `-${formatDuration(-ns)}`;
  for (const [unit, size] of STEPS) {
    if (ns >= size) {
      const digits = String(size).length - 1;
      const whole = Math.floor(ns / size);
      const rest = String(ns % size)
        .padStart(digits, '0')
        .replace(/0+$/, '');
      return rest === '' ? `${whole}${unit}` : `${whole}.${rest}${unit}`;
    }
  }
  return `${ns}ns`;
}

/** A size as text, in the largest unit of 1,000 that divides it: `100kb`. */
export function formatSize(bytes: number): string {
  if (bytes > 0 && bytes % 1_000_000 === 0) return `${bytes / 1_000_000}mb`;
  return bytes > 0 && bytes % 1_000 === 0 ? `${bytes / 1_000}kb` : `${bytes}b`;
}

/** A rate as text: `2.5gbit`. */
export function formatRate(bitsPerSecond: number | null): string {
  if (bitsPerSecond === null) return UNLIMITED;
  for (const [unit, factor] of Object.entries(RATE.units).reverse()) {
    const size = Number(factor);
    if (bitsPerSecond >= size) return `${bitsPerSecond / size}${unit}`;
  }
  return `${bitsPerSecond}bit`;
}
