import { describe, expect, it } from 'vitest';
import { loadScenario } from '../load/index.js';
import { readYaml } from '../yaml/yamlReader.js';
import { ScenarioBuilder } from './index.js';

function documentOf(source: Parameters<typeof loadScenario>[0]) {
  const loaded = loadScenario(source);
  if (loaded.ok) return loaded.document;
  throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
}

describe('a scenario of the builder', () => {
  it('is the same as that of a file', () => {
    const built = new ScenarioBuilder('same', { seed: 7, defaults: { link: { delay: '2ms' } } });
    const { hosts = [] } = built.generate('ring', {
      routers: 3,
      hosts: 1,
      link: { rate: '1gbit' },
    });
    built.host('server').link('server', 'r1', { name: 'uplink', rate: '100mbit' });
    for (const [index, from] of hosts.entries()) {
      built.event({ at: '1s', name: `f${index + 1}`, udp: { from, to: 'server:9', count: 3 } });
      built.expect(`app.f${index + 1}.received == 3`);
    }
    built.expect({ never: 'link.uplink.forward.queue.packets > 9', because: 'it is fast' });
    const text = `schema: 1
name: same
seed: 7
defaults: { link: { delay: 2ms } }
generate: { ring: { routers: 3, hosts: 1, link: { rate: 1gbit } } }
nodes: { server: { kind: host } }
links: [{ name: uplink, endpoints: ["server:eth0", "r1:eth3"], rate: 100mbit }]
events:
  - { for: { i: 1..3 }, at: 1s, name: "f\${i}", udp: { from: "r\${i}-host1", to: "server:9", count: 3 } }
expect:
  - { for: { i: 1..3 }, that: "app.f\${i}.received == 3" }
  - { never: link.uplink.forward.queue.packets > 9, because: it is fast }
`;
    const bytes = new TextEncoder().encode(text);
    const ofFile = documentOf({ file: 'same.yaml', bytes, readSibling: () => ({ message: '' }) });
    expect(documentOf(built.source())).toEqual(ofFile);
    expect(readYaml(built.toText()).value).toEqual(JSON.parse(JSON.stringify(built.document)));
  });

  it('takes NICs that are free, also beside segments', () => {
    const built = new ScenarioBuilder('nics');
    built
      .host('a')
      .host('b')
      .segment('lan', { kind: 'hub', attach: ['a:eth0', 'b:eth1'] });
    built.link('a', 'b').link('a:wan', 'b').link('b', 'a');
    expect(built.document.links?.map(({ endpoints }) => endpoints.join(' '))).toEqual([
      'a:eth1 b:eth0',
      'a:wan b:eth2',
      'b:eth3 a:eth2',
    ]);
  });

  it('tells of mistakes when it is loaded', () => {
    const built = new ScenarioBuilder('wrong');
    expect(built.generate('fat-tree', { k: 3 })).toEqual({});
    built.host('a').link('a', 'c');
    const loaded = loadScenario(built.source());
    expect(loaded.ok ? [] : loaded.problems.map(({ message }) => message)).toContain(
      'a fat tree needs an even k, not 3',
    );
  });
});
