import type { PacketBuffer } from '@packetloom/core';
import type {
  EventChoice,
  EventSource,
  PacketSummary,
  Simulation,
  SimulationEvent,
} from '@packetloom/sim';
import type { PacketName } from './packetName.js';

/** The events that datagrams of a name are counted by. */
function typesOf({ kind }: PacketName): Pick<EventChoice, 'types'> {
  switch (kind) {
    case 'identity':
      return {};
    case 'app':
      return { types: ['originated', 'received'] };
    case 'node':
      return { types: ['originated'] };
    case 'segment':
    case 'link':
      return { types: ['transmitted'] };
  }
}

/** Counts datagrams until it finds the one that a name means. */
export class PacketFinder {
  readonly #name: PacketName;
  readonly #simulation: Simulation;
  #count = 0;
  #counted = 0;
  #identity: number | null = null;

  /** To be made before anything happens. */
  constructor(simulation: Simulation, name: PacketName) {
    this.#name = name;
    this.#simulation = simulation;
    simulation.bus
      .eventsOf({ ...typesOf(name), about: (_type, packet, index) => this.#mayBe(packet, index) })
      .subscribe((event) => this.#observe(event));
  }

  /** The identity of the datagram; null if there was none, which `problem` explains. */
  get identity(): number | null {
    return this.#identity;
  }

  /** Why there is no such datagram, when the run is over. */
  problem(): string {
    const name = this.#name;
    const packets = (count: number) => (count === 1 ? '1 packet' : `${count} packets`);
    switch (name.kind) {
      case 'identity':
        if (this.#largest === 0) return 'the run has no packets';
        return `there is no packet ${name.identity}: they are numbered from 1 to ${this.#largest}`;
      case 'app':
        return `app.${name.name} sent ${packets(this.#count)}: there is no number ${name.number}`;
      case 'node':
        return `${name.name} made ${packets(this.#count)}: there is no number ${name.number}`;
      case 'segment':
        return `segment ${name.name} was given ${packets(this.#count)}: there is no number ${name.number}`;
      case 'link': {
        const { direction, number } = name;
        const where = `link ${name.name}${direction === null ? '' : ` (${direction})`}`;
        return `${where} was given ${packets(this.#count)}: there is no number ${number}`;
      }
    }
  }

  #observe(event: SimulationEvent): void {
    if (!('packet' in event)) return;
    const { identity } = event.packet;
    if (this.#identity !== null || !this.#counts(event)) return;
    this.#count += 1;
    this.#counted = identity;
    const name = this.#name;
    const isIt =
      name.kind === 'identity' ? identity === name.identity : this.#count === name.number;
    if (isIt) this.#identity = identity;
  }

  /** The number of the last datagram. */
  get #largest(): number {
    const [host] = this.#simulation.hosts.values();
    return host === undefined ? 0 : host.pool.nextIdentity - 1;
  }

  /** Whether what happens to a packet is worth an event; asked at every hop. */
  #mayBe({ identity }: PacketBuffer, { name: where }: EventSource): boolean {
    if (this.#identity !== null) return false;
    const name = this.#name;
    switch (name.kind) {
      case 'identity':
        return identity === name.identity;
      case 'app':
        return this.#simulation.bus.sender === name.name;
      case 'node':
        return where === name.name;
      case 'segment':
        return true;
      case 'link':
        return this.#simulation.link(name.name).endpoints.some(({ host }) => host === where);
    }
  }

  #counts(event: SimulationEvent): boolean {
    const name = this.#name;
    switch (name.kind) {
      case 'identity':
        return true;
      case 'app':
        if (event.type === 'originated') return event.app === name.name;
        return event.type === 'received' && this.#isInjected(event.packet, name.name);
      case 'node':
        return event.type === 'originated' && event.host === name.name;
      case 'segment':
        return (
          event.type === 'transmitted' &&
          this.#simulation.segment(name.name).port(event.host, event.nic ?? '') !== undefined
        );
      case 'link': {
        if (event.type !== 'transmitted') return false;
        const [first, second] = this.#simulation.link(name.name).endpoints;
        const isFrom = ({ host, nic }: { readonly host: string; readonly nic: string }) =>
          event.host === host && event.nic === nic;
        const isForward = name.direction !== 'reverse' && isFrom(first);
        return isForward || (name.direction !== 'forward' && isFrom(second));
      }
    }
  }

  /** What an app injects comes out of nothing: it is received, and was not made. */
  #isInjected({ identity, cause }: PacketSummary, app: string): boolean {
    const isNew = cause === 0 && identity !== this.#counted;
    return isNew && this.#simulation.bus.sender === app;
  }
}
