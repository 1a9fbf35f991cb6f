import type { LossModelFactory } from '@packetloom/sim';
import { lossCompliance } from '@packetloom/sim/testing';

/** Loses every seventh packet, whatever the specification says. */
const everySeventh: LossModelFactory = () => {
  let met = 0;
  return { loses: () => ++met % 7 === 0 };
};

const spec = { kind: 'independent', probability: 0 } as const;
for (const { name, run } of lossCompliance((stream) => everySeventh(spec, stream))) {
  run();
  console.log(`it ${name}`);
}
