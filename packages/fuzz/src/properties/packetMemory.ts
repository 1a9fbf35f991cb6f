import { RunawayError, runScenario, type ScenarioResult } from '@packetloom/scenarios';
import type { Simulation } from '@packetloom/sim';
import { anyScenario } from '../arbitraries/scenario.js';
import { loadText } from '../observe/recording.js';
import { scenarioYaml } from '../observe/scenarioYaml.js';
import type { Property } from './property.js';

const name = 'packet-memory-is-bounded';

/** So little that some scenarios need more: buffers come in slabs of 256 KiB. */
const SLAB_BYTES = 2 ** 18;
const MAX_SLABS = 4;
const MAX_EVENTS = 60_000;

/** A bound that holds, and changes nothing where it is not reached. */
export const packetMemory: Property = {
  invariants: [
    {
      name,
      meaning:
        'With a limit for the memory of packets a run ends as it does without one, or is given up for that reason; packets never take more.',
    },
  ],
  scenarios: anyScenario,
  weight: 1,
  examine(scenario) {
    const loaded = loadText(scenarioYaml(scenario));
    const maxPacketBytes = SLAB_BYTES * (1 + ((scenario.seed ?? 0) % MAX_SLABS));
    let simulation: Simulation | null = null;
    const run = (options: { readonly maxPacketBytes?: number }): ScenarioResult | string => {
      try {
        const onSimulation = (made: Simulation) => {
          simulation = made;
        };
        return runScenario(loaded, { ...options, maxEvents: MAX_EVENTS, onSimulation });
      } catch (thrown) {
        if (thrown instanceof RunawayError) return thrown.code;
        throw thrown;
      }
    };
    const limited = run({ maxPacketBytes });
    const bytes = bytesOf(simulation);
    if (bytes > maxPacketBytes) {
      return { name, message: `packets take ${bytes} octets of ${maxPacketBytes}` };
    }
    if (typeof limited === 'string') return null;
    const free = run({});
    const isSame = typeof free !== 'string' && free.fingerprint === limited.fingerprint;
    return isSame ? null : { name, message: `under ${maxPacketBytes} octets it is another run` };
  },
};

/** All hosts of a simulation share one pool. */
function bytesOf(simulation: Simulation | null): number {
  const [host] = simulation?.hosts.values() ?? [];
  return host?.pool.bytes ?? 0;
}
