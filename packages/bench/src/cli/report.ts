import { type Measurement, rateOf } from '../measure/measurement.js';

const MIB = 1024 * 1024;

/** One line of the table for a measurement. */
export function tableLine(measurement: Measurement, base: Measurement | undefined): string {
  const { benchmark, setupSeconds, bytesPerNode, peakRssBytes } = measurement;
  const { value, unit } = rateOf(measurement);
  const cells = [
    benchmark.padEnd(34),
    `${formatted(value)} ${unit}`.padStart(22),
    `${measurement.seconds.toFixed(3)} s`.padStart(10),
    `set-up ${setupSeconds.toFixed(3)} s`.padStart(16),
    bytesPerNode === null ? ''.padStart(15) : `${Math.round(bytesPerNode)} B/node`.padStart(15),
    `peak ${Math.round(peakRssBytes / MIB)} MiB`.padStart(15),
  ];
  if (base !== undefined) cells.push(`${(value / rateOf(base).value).toFixed(2)} × base`);
  return `${cells.join(' ').trimEnd()}\n`;
}

/** One line of JSON for a measurement, with its ratio to a saved one. */
export function jsonLine(measurement: Measurement, base: Measurement | undefined): string {
  if (base === undefined) return `${JSON.stringify(measurement)}\n`;
  const ratio = rateOf(measurement).value / rateOf(base).value;
  return `${JSON.stringify({ ...measurement, ratio })}\n`;
}

function formatted(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1);
}
