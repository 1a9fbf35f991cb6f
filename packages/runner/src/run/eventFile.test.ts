import { describe, expect, it } from 'vitest';
import { scenario, TWO_HOSTS } from '../../test/scenario.js';
import { runScenario } from './index.js';

/** The lines of the file of events that a scenario asks for. */
function linesOf(text: string, seed = 1): string[] {
  let file = '';
  const write = (chunk: Uint8Array) => {
    file += new TextDecoder().decode(chunk);
  };
  runScenario(scenario(text), { seed, events: { write } });
  return file.split('\n').slice(0, -1);
}

const PING = `${TWO_HOSTS}
events: [{ at: 1s, name: probe, ping: { from: h1, to: h2, count: 1 } }]`;

describe('the file of events', () => {
  it('has a line for each event, in order, with the datagram that it is about', () => {
    const lines = linesOf(`${PING}\noutputs: { events: true }`);
    expect(lines.map((line) => JSON.parse(line)).map(({ type, host }) => [host, type])).toEqual([
      ['h1', 'originated'],
      ['h1', 'transmitted'],
      ['h2', 'received'],
      ['h2', 'originated'],
      ['h2', 'transmitted'],
      ['h2', 'consumed'],
      ['h1', 'received'],
      ['h1', 'delivered'],
      ['h1', 'consumed'],
    ]);
    expect(lines[0]).toBe(
      '{"timeNs":1000000000,"type":"originated","host":"h1","nic":"eth0","cause":"ping","app":"probe",' +
        '"packet":{"identity":1,"serial":1,"source":"10.0.0.1","destination":"10.0.0.2","protocol":1,' +
        '"icmpType":8,"icmpCode":0,"ttl":64,"length":84,"identification":22916,"df":false,"mf":false,"fragmentOffset":0}}',
    );
    const reply = JSON.parse(lines[3] ?? '');
    expect(reply.packet).toMatchObject({ identity: 2, cause: 1, icmpType: 0 });
  });

  it('has the kinds and nodes that are asked for', () => {
    const kinds = linesOf(`${PING}\noutputs: { events: { kinds: [consumed] } }`);
    expect(kinds.map((line) => JSON.parse(line).host)).toEqual(['h2', 'h1']);
    const nodes = linesOf(
      `${PING.slice(0, -1)}, { at: 2s, link: wire, set: { up: false } }]
outputs: { events: { kinds: [received, link-state], nodes: [h2] } }`,
    );
    expect(nodes.map((line) => JSON.parse(line).type)).toEqual(['received', 'link-state']);
  });

  it('has what happens at the ports of the nodes that are asked for, and ARP packets', () => {
    const text = (node: string) => `
nodes: { h1: { kind: host }, h2: { kind: host } }
segments: { lan: { kind: hub, attach: ["h1:eth0", "h2:eth0"], subnet: 10.9.1.0/24 } }
events:
  - { at: 1s, segment: lan, port: "h1:eth0", set: { up: false } }
  - { at: 2s, ping: { from: h1, to: h2, count: 1 } }
  - { at: 2s, node: h1, nic: eth0, set: { up: false } }
  - { at: 3s, node: h1, set: { up: false } }
outputs: { events: { kinds: [link-dropped, nic-state, host-state], nodes: [${node}] } }`;
    const [lost, ...states] = linesOf(text('h1')).map((line) => JSON.parse(line));
    expect(lost).toMatchObject({
      link: 'lan/h1:eth0',
      packet: { arpOperation: 1, source: '10.9.1.1', destination: '10.9.1.2', length: 28 },
    });
    expect(lost.packet).not.toHaveProperty('protocol');
    expect(states).toEqual([
      { timeNs: 2e9, type: 'nic-state', host: 'h1', nic: 'eth0', up: false },
      { timeNs: 3e9, type: 'host-state', host: 'h1', up: false },
    ]);
    expect(linesOf(text('h2'))).toEqual([]);
  });

  it('has what happens on segments to their nodes', () => {
    const lines = linesOf(`
nodes: { h1: { kind: host }, h2: { kind: host }, h3: { kind: host } }
segments: { lan: { kind: switch, attach: ["h1:eth0", "h2:eth0", "h3:eth0"] } }
events:
  - { at: 1s, ping: { from: h1, to: h2, count: 1 } }
  - { at: 2s, segment: lan, port: "h3:eth0", set: { up: false } }
  - { at: 3s, segment: lan, set: { up: false } }
outputs: { events: { kinds: [link-state, link-dropped], nodes: [h2] } }`);
    const states = lines
      .map((line) => JSON.parse(line))
      .filter(({ type }) => type === 'link-state');
    expect(states.map(({ timeNs, link }) => [timeNs, link])).toEqual([[3e9, 'lan']]);
  });

  it('has ports, fragments and addresses of groups', () => {
    const lines = linesOf(`
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ endpoints: ["h1:eth0", "h2:eth0"], mtu: 576 }]
events:
  - { at: 0s, node: h1, join: { nic: eth0, group: 239.1.1.1 } }
  - { at: 1s, udp: { from: h1, to: "h2:5004", sourcePort: 40000, size: 1000b } }
outputs: { events: { kinds: [membership, transmitted], nodes: [h1] } }`);
    const records = lines.map((line) => JSON.parse(line));
    const membership = records.find(({ type }) => type === 'membership');
    expect(membership).toMatchObject({ host: 'h1', group: '239.1.1.1', state: 'joined' });
    const fragments = records.filter(({ packet }) => packet?.protocol === 17);
    expect(
      fragments.map(({ packet }) => [packet.sourcePort, packet.mf, packet.fragmentOffset]),
    ).toEqual([
      [40_000, true, 0],
      [undefined, false, 552],
    ]);
    expect(new Set(fragments.map(({ packet }) => packet.identity)).size).toBe(1);
  });

  it('is the same for the same seed', () => {
    const lossy = `${PING.replace('count: 1', 'count: 50, interval: 1ms').replace('delay: 5ms', 'delay: 5ms, loss: 20%')}
outputs: { events: true }`;
    expect(linesOf(lossy, 7)).toEqual(linesOf(lossy, 7));
    expect(linesOf(lossy, 8)).not.toEqual(linesOf(lossy, 7));
  });
});
