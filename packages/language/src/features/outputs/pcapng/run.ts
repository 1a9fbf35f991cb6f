import { defineOutputRun } from '../define/outputRun.js';
import { PCAPNG } from './index.js';

export const PCAPNG_RUN = defineOutputRun(PCAPNG, {
  phase: 'network',
  begin({ nics, comments }, { simulation, sink }) {
    const captured = nics.map(({ node, nic }) => simulation.nic(node, nic));
    return comments
      ? simulation.captureWithComments(sink, captured)
      : simulation.capture(sink, captured);
  },
});
