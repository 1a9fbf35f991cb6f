import { loadScenario, ScenarioBuilder } from '@packetloom/language';
import { runScenario } from '@packetloom/runner';

const scenario = new ScenarioBuilder('incast', { seed: 7 });
const { hosts = [] } = scenario.generate('leaf-spine', {
  spines: 2,
  leaves: 3,
  hosts: 2,
  link: { rate: '1gbit', delay: '5us' },
});
const [receiver, ...senders] = hosts;
for (const [index, from] of senders.entries()) {
  const name = `f${index + 1}`;
  scenario.event({ at: '1ms', name, tcp: { from, to: `${receiver}:80`, octets: '100kb' } });
}
scenario.expect('apps("f*").all(f, f.completed)');

const loaded = loadScenario(scenario.source());
if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
const { expectations } = runScenario(loaded);
for (const { that, passed } of expectations) console.log(passed, that);
