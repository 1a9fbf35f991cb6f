import { type Host, type Ipv4Address, type NetError, parseIpv4Address } from '@packetloom/core';
import type { AddressPlan, AppScope } from '@packetloom/language';
import { mainAddressOf } from '@packetloom/language/internal';
import type { Simulation, SimulationEvent } from '@packetloom/sim';
import type { Observable } from 'rxjs';
import type { ScriptRealm } from './scriptHost.js';
import { ScriptStream } from './scriptStream.js';

/** A UDP datagram that a script sends. */
export interface ScriptDatagram {
  /** The node that sends. */
  readonly from: string;
  /** A node (its main address) or an address. */
  readonly to: string;
  readonly port: number;
  /** Data: octets, text in UTF-8, or a number of zeros. Default 64 zeros. */
  readonly payload?: Uint8Array | string | number;
  /** Default: a free port, always the same of a node. */
  readonly sourcePort?: number;
  /** Default: that of the node. */
  readonly ttl?: number;
  /** Whether it carries the DF bit. Default false. */
  readonly df?: boolean;
}

/** A UDP datagram that a script is told of. */
export interface ScriptArrival {
  readonly timeNs: number;
  readonly source: Ipv4Address;
  readonly sourcePort: number;
  readonly payload: Uint8Array;
  /** Number of the datagram, as events and `--explain` have it. */
  readonly identity: number;
}

/** What a function of a script is given. */
export interface ScriptContext {
  /** Scenario time in nanoseconds. `Date.now()` and `performance.now()` tell it in milliseconds. */
  readonly nowNs: number;
  /** Hosts and routers by name. */
  readonly hosts: ReadonlyMap<string, Host>;
  /** What came of the apps of the scenario so far, by name, as expectations see them; times are in nanoseconds. */
  readonly apps: Readonly<Record<string, AppScope>>;
  /** Everything that happens, as it happens; told at the same instant, after the work at hand. */
  readonly events$: Observable<SimulationEvent>;
  /**
   * The whole simulation: links, clock, captures; for what is not here. Promises of what it calls back
   * are not waited for: timers, `events$` and `arrivals` are the way.
   */
  readonly simulation: Simulation;
  /** Sends a UDP datagram. Why it could not be sent, or null. */
  send(datagram: ScriptDatagram): NetError | null;
  /** UDP datagrams that arrive at a port of a node; the port is opened by this call. */
  arrivals(node: string, port: number): Observable<ScriptArrival>;
  /** Tells something in the timeline of the report, as `console.log` does. */
  log(text: string): void;
}

/** What a context is made of. */
export interface ScriptContextOptions {
  readonly simulation: Simulation;
  readonly plan: AddressPlan;
  readonly apps: () => Readonly<Record<string, AppScope>>;
  readonly log: (text: string) => void;
  readonly realm: Pick<ScriptRealm, 'enter' | 'beginTurn'>;
}

const DEFAULT_PAYLOAD_OCTETS = 64;

/** The context of all functions of all scripts of a run. */
export function scriptContext(options: ScriptContextOptions): ScriptContext {
  const { simulation, plan, apps, log, realm } = options;
  const defaultPorts = new Map<string, number>();
  const events = new ScriptStream<SimulationEvent>(simulation, realm, (emit) => {
    const subscription = simulation.bus.events$.subscribe(emit);
    return () => subscription.unsubscribe();
  });
  return {
    get nowNs() {
      return simulation.nowNs;
    },
    hosts: simulation.hosts,
    get apps() {
      return apps();
    },
    events$: events.stream$,
    simulation,
    send({ from, to, port, payload, sourcePort = defaultPorts.get(from) ?? 0, ttl, df = false }) {
      const opened = simulation.udpPorts.open(simulation.host(from), sourcePort);
      if (typeof opened === 'string') return opened;
      if (sourcePort === 0) defaultPorts.set(from, opened.socket.localPort);
      return opened.socket.send({
        payload: octetsOf(payload),
        to: addressOf(plan, to),
        port,
        dontFragment: df,
        ...(ttl === undefined ? {} : { ttl }),
      });
    },
    arrivals(node, port) {
      const opened = simulation.udpPorts.open(simulation.host(node), port);
      if (typeof opened === 'string') throw new Error(`port ${port} of ${node}: ${opened}`);
      return new ScriptStream<ScriptArrival>(simulation, realm, (emit) => {
        let reported = true;
        opened.listen(({ source, sourcePort, payload, identity }) => {
          const { nowNs: timeNs } = simulation;
          // Datagrams are lent for the call.
          if (reported) emit({ timeNs, source, sourcePort, payload: payload.slice(), identity });
        });
        return () => {
          reported = false;
        };
      }).stream$;
    },
    log,
  };
}

function octetsOf(payload: ScriptDatagram['payload']): Uint8Array {
  if (payload === undefined) return new Uint8Array(DEFAULT_PAYLOAD_OCTETS);
  if (typeof payload === 'number') return new Uint8Array(payload);
  return typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
}

function addressOf(plan: AddressPlan, name: string): Ipv4Address {
  const address = parseIpv4Address(name) ?? mainAddressOf(plan, name);
  if (address === undefined) throw new Error(`'${name}' is no address, and no node that has one`);
  return address;
}
