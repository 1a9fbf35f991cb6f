import { parseIpv4Address, parsePrefix } from '@packetloom/core';
import { type App, createSimulation, type Simulation } from '@packetloom/sim';
import { appCompliance } from '@packetloom/sim/testing';

class Beacon implements App<{ sent: number; received: number }> {
  readonly name = 'beacon';
  readonly kind = 'beacon';
  readonly report = { sent: 0, received: 0 };
  done = false;
  readonly #simulation: Simulation;
  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }
  start(): void {
    const receiver = this.#simulation.host('b').udp.createSocket();
    receiver.bind({ port: 9 });
    receiver.onReceive = () => void this.report.received++;
    this.#send();
  }
  #send(): void {
    const socket = this.#simulation.host('a').udp.createSocket();
    socket.send({ payload: new Uint8Array(100), to: parseIpv4Address('10.0.0.2'), port: 9 });
    this.done = ++this.report.sent === 10;
    if (!this.done) this.#simulation.at(this.#simulation.nowNs + 100e6, () => this.#send());
  }
}

/** Two hosts on a link that loses three packets in ten. */
function create() {
  const simulation = createSimulation({ seed: 1 });
  for (const name of ['a', 'b']) simulation.addHost({ name });
  const loss = { kind: 'independent', probability: 0.3 } as const;
  const way = { rateBitsPerSecond: 1e6, delayNs: 5e6, mtu: 1500, queueLimitPackets: 10, loss };
  const ends = [
    { host: 'a', nic: 'eth0' },
    { host: 'b', nic: 'eth0' },
  ] as const;
  simulation.addLink({ name: 'wire', endpoints: ends, forward: way, reverse: way });
  for (const [place, { host, nic }] of ends.entries()) {
    const { address, length } = parsePrefix(`10.0.0.${place + 1}/24`) ?? { address: 0, length: 24 };
    simulation.nic(host, nic).addAddress({ address, length });
    const destination = { address, length };
    simulation
      .host(host)
      .routes.add({ destination, gateway: null, nic: simulation.nic(host, nic).id });
  }
  return { simulation, app: new Beacon(simulation) };
}

const { simulation, app } = create();
app.start();
simulation.run();
console.log(app.report, `after ${simulation.nowNs / 1e6} ms`);

for (const { name, run } of appCompliance({ create })) {
  run();
  console.log(`it ${name}`);
}
