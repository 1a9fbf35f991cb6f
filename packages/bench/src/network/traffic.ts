import type { Host, Ipv4Address, ReceivedDatagram, Timer, UdpSocket } from '@packetloom/core';
import type { Simulation } from '@packetloom/sim';
import { BenchmarkError } from '../benchmark.js';

/** Port on which receivers listen. */
const PORT = 9;
const FILLING = 0x5a;

/** A payload of `length` equal octets. */
export function payloadOf(length: number): Uint8Array {
  return new Uint8Array(length).fill(FILLING);
}

/**
 * Counts and checks what arrives. That the octets in between are right is what the UDP checksum tells, which
 * the stack verifies.
 */
export class Receivers {
  packets = 0;
  bytes = 0;
  readonly #payloadLength: number;

  constructor(payloadLength: number) {
    this.#payloadLength = payloadLength;
  }

  /** Opens a socket on a host. */
  listenOn(host: Host): void {
    const socket = host.udp.createSocket();
    const error = socket.bind({ port: PORT });
    if (error !== null) throw new BenchmarkError(`${host.name} cannot listen: ${error}`);
    socket.onReceive = this.#received;
  }

  readonly #received = ({ payload }: ReceivedDatagram): void => {
    const { length } = payload;
    const whole = length === this.#payloadLength && payload[0] === FILLING;
    if (!whole || payload[length - 1] !== FILLING) {
      throw new BenchmarkError(`a payload of ${length} octets arrived that nobody sent`);
    }
    this.packets++;
    this.bytes += length;
  };
}

/** A bound socket to send from, with a TTL that lasts for the longest path. */
export function senderOn(host: Host): UdpSocket {
  const socket = host.udp.createSocket({ ttl: 255 });
  const error = socket.bind();
  if (error !== null) throw new BenchmarkError(`${host.name} cannot send: ${error}`);
  return socket;
}

/** Sends one datagram to the port of the receivers. */
export function sendTo(socket: UdpSocket, to: Ipv4Address, payload: Uint8Array): void {
  const error = socket.send({ payload, to, port: PORT });
  if (error !== null) throw new BenchmarkError(`a datagram cannot be sent: ${error}`);
}

/** Does something `count` times, in equal intervals from 1 µs on. */
export class Repeated implements Timer {
  readonly #simulation: Simulation;
  readonly #intervalNs: number;
  readonly #action: () => void;
  #left: number;

  constructor(simulation: Simulation, count: number, intervalNs: number, action: () => void) {
    this.#simulation = simulation;
    this.#left = count;
    this.#intervalNs = intervalNs;
    this.#action = action;
    simulation.clock.scheduleAt(1000, this);
  }

  fire(): void {
    this.#action();
    if (--this.#left > 0) this.#simulation.clock.schedule(this.#intervalNs, this);
  }
}
