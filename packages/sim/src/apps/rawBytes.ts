import type { App } from './app.js';
import type { AppContext } from './appContext.js';
import type { Distributions } from './flowMeter.js';
import { type PacketFlowReport, type PacketPathSpec, PacketSender } from './packetSender.js';
import { Pacer, type PaceSpec } from './traffic/pacer.js';

/** One packet, given as octets, once or again and again. */
export interface RawBytesSpec extends PacketPathSpec, PaceSpec {
  /** From the IPv4 header on. */
  readonly packet: Uint8Array;
}

/** A sender of octets. */
export class RawBytesApp implements App<PacketFlowReport> {
  readonly kind = 'raw';
  readonly name: string;
  readonly spec: RawBytesSpec;
  done = false;
  readonly #sender: PacketSender;
  readonly #pacer: Pacer;

  /** Throws an `AppSpecError` if the specification is impossible. */
  constructor(simulation: AppContext, spec: RawBytesSpec) {
    this.name = spec.name;
    this.spec = spec;
    this.#sender = new PacketSender(simulation, spec);
    this.#pacer = new Pacer(spec, {
      simulation,
      name: spec.name,
      payloadBytes: spec.packet.length,
      send: () => this.#sender.send(spec.packet),
      finished: () => {
        this.done = true;
      },
    });
  }

  start(): void {
    this.#sender.open();
    this.#pacer.start();
  }

  get report(): PacketFlowReport {
    return this.#sender.report(this.#pacer.unsent);
  }

  get distributions(): Distributions {
    return this.#sender.distributions;
  }
}
