import { ANY, parseIpv4Address, parsePrefix } from '@packetloom/core';
import { type App, createSimulation, type Simulation } from '@packetloom/sim';
import { appCompliance } from '@packetloom/sim/testing';

/** Ten datagrams from a to b, one each 100 ms. */
function beacon(simulation: Simulation): App<{ sent: number; received: number }> {
  const report = { sent: 0, received: 0 };
  const sender = simulation.host('a').udp.createSocket();
  const receiver = simulation.host('b').udp.createSocket();
  const app = { name: 'beacon', kind: 'beacon', done: false, report, start };
  function start() {
    receiver.bind({ port: 9 });
    receiver.onReceive = () => void report.received++;
    send();
  }
  function send() {
    sender.send({ payload: new Uint8Array(100), to: parseIpv4Address('10.0.0.2'), port: 9 });
    app.done = ++report.sent === 10;
    if (!app.done) simulation.at(simulation.nowNs + 100e6, send);
  }
  return app;
}

/** Two hosts on a link that loses three packets in ten. */
function create() {
  const simulation = createSimulation({ seed: 1 });
  for (const name of ['a', 'b']) simulation.addHost({ name });
  const loss = { kind: 'independent', probability: 0.3 } as const;
  const direction = {
    rateBitsPerSecond: 1e6,
    delayNs: 5e6,
    mtu: 1500,
    queueLimitPackets: 10,
    loss,
  };
  const ends = [
    { host: 'a', nic: 'eth0' },
    { host: 'b', nic: 'eth0' },
  ] as const;
  simulation.addLink({ name: 'wire', endpoints: ends, forward: direction, reverse: direction });
  for (const [index, { host, nic }] of ends.entries()) {
    const { address, length } = parsePrefix(`10.0.0.${index + 1}/24`) ?? {
      address: ANY,
      length: 24,
    };
    simulation.nic(host, nic).addAddress({ address, length });
    const destination = { address, length };
    simulation
      .host(host)
      .routes.add({ destination, gateway: null, nic: simulation.nic(host, nic).id });
  }
  return { simulation, app: beacon(simulation) };
}

const { simulation, app } = create();
app.start();
simulation.run();
console.log(app.report, `after ${simulation.nowNs / 1e6} ms`);

for (const { name, run } of appCompliance({ create })) {
  run();
  console.log(`it ${name}`);
}
