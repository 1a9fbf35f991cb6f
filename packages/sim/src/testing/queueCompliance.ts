import { assertThat, type ComplianceCase } from './compliance.js';
import { type MakeQueue, QueueHarness } from './queueHarness.js';

/** What every queue discipline does, whatever it is for: cases for any test runner. */
export function queueCompliance(make: MakeQueue): readonly ComplianceCase[] {
  return [
    {
      name: 'holds, hands out or drops each packet once, counts exactly, and keeps each flow in order',
      run: () => handsOut(make),
    },
    { name: 'gives out everything by removal, at any time', run: () => removes(make) },
    { name: 'sends a packet that meets no others', run: () => sendsLonely(make) },
    {
      name: 'does not hold more and more, though nobody asks for packets',
      run: () => isBounded(make),
    },
  ];
}

function handsOut(make: MakeQueue): void {
  for (let seed = 1; seed <= 60; seed++) {
    const harness = new QueueHarness(make);
    harness.doSteps(seed, 120);
    while (harness.dequeue()) harness.assertCounts();
    assertThat(harness.waiting.size === 0, `nothing is left behind, found ${harness.waiting.size}`);
  }
}

function removes(make: MakeQueue): void {
  for (let seed = 1; seed <= 40; seed++) {
    const harness = new QueueHarness(make);
    harness.doSteps(seed, 60);
    harness.removeAll();
    harness.enqueue(0, 0, 100);
    assertThat(harness.dequeue(), 'after all were removed, it is as good as new');
  }
}

function sendsLonely(make: MakeQueue): void {
  const harness = new QueueHarness(make);
  for (let round = 0; round < 50; round++) {
    harness.enqueue(0, 0, 1000);
    assertThat(harness.dequeue(), 'a packet that comes alone is sent');
    harness.nowNs += 10_000_000;
  }
}

function isBounded(make: MakeQueue): void {
  const harness = new QueueHarness(make);
  for (let round = 0; round < 20_000; round++) harness.enqueue(round % 4, 0, 100);
  const { packets } = harness.discipline;
  assertThat(packets < 11_000, `fewer than 11,000 packets wait of 20,000, found ${packets}`);
  harness.assertCounts();
}
