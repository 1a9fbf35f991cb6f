import { describe, expect, it } from 'vitest';
import { JitterMeter } from './jitter.js';

describe('interarrival jitter (RFC 3550 6.4.1)', () => {
  it('needs two arrivals', () => {
    const meter = new JitterMeter();
    expect(meter.report).toEqual({ jitter: null, interarrivalJitterNs: null });
    meter.add(5);
    expect(meter.report.interarrivalJitterNs).toBeNull();
    meter.add(5);
    expect(meter.report).toMatchObject({ interarrivalJitterNs: 0, jitter: { count: 1, max: 0 } });
  });

  it('moves by a sixteenth of the way to each difference', () => {
    const meter = new JitterMeter();
    for (const transitNs of [1000, 2600, 1000, 1000]) meter.add(transitNs);
    // J: 100, then 100 + 1500 / 16 = 193.75, then 193.75 · 15 / 16 = 181.64.
    expect(meter.report.interarrivalJitterNs).toBe(182);
    expect(meter.report.jitter).toMatchObject({ count: 3, min: 0, max: 1600, mean: 1067 });
  });
});
