import type { EventsOutput } from '@packetloom/language';
import type { ByteSink, Simulation, SimulationEvent } from '@packetloom/sim';
import { eventLine } from './eventLine.js';

/** Text is handed on in pieces of about this size. */
const PIECE_CHARACTERS = 65_536;

/** The stream of events as a file of JSON Lines. */
export class EventFile {
  readonly #sink: ByteSink;
  readonly #encoder = new TextEncoder();
  readonly #wants: (event: SimulationEvent) => boolean;
  #text = '';

  /** Begins at once: what is added to the simulation afterwards is in it. */
  constructor(simulation: Simulation, output: EventsOutput, sink: ByteSink) {
    this.#sink = sink;
    this.#wants = choiceOf(simulation, output);
    const { kinds, nodes } = output;
    const wantedNodes = nodes === null ? null : new Set(nodes);
    simulation.bus
      .eventsOf({
        ...(kinds === null ? {} : { types: kinds }),
        // The nodes of a link are looked up with the event.
        about: (_type, _packet, { kind, name }) =>
          wantedNodes === null || kind === 'link' || wantedNodes.has(name),
      })
      .subscribe((event) => this.#add(event));
  }

  /** The run is over: everything is written. */
  end(): void {
    if (this.#text !== '') this.#sink.write(this.#encoder.encode(this.#text));
    this.#text = '';
  }

  #add(event: SimulationEvent): void {
    if (!this.#wants(event)) return;
    this.#text += `${eventLine(event)}\n`;
    if (this.#text.length >= PIECE_CHARACTERS) this.end();
  }
}

function choiceOf(
  simulation: Simulation,
  { kinds, nodes }: EventsOutput,
): (event: SimulationEvent) => boolean {
  const wantedKinds: ReadonlySet<string> | null = kinds === null ? null : new Set(kinds);
  const wantedNodes = nodes === null ? null : new Set(nodes);
  const isOfKind = ({ type }: SimulationEvent) => wantedKinds?.has(type) ?? true;
  if (wantedNodes === null) return isOfKind;
  const isWanted = ({ host }: { readonly host: string }) => wantedNodes.has(host);
  const isAtNode = (name: string) => {
    const link = simulation.links.get(name);
    if (link !== undefined) return link.endpoints.some(isWanted);
    // The whole segment, or a port of it: SEGMENT/NODE:NIC.
    const [segment = '', port] = name.split('/');
    const ports = simulation.segments.get(segment)?.ports ?? [];
    return ports.some((one) => (port === undefined || one.name === name) && isWanted(one.end));
  };
  return (event) => {
    if (!isOfKind(event)) return false;
    if ('host' in event) return wantedNodes.has(event.host);
    return 'link' in event && isAtNode(event.link);
  };
}
