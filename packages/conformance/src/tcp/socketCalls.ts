// The calls of a vector on the host's sockets, and what epoll would tell of them.
import {
  getSocketOption,
  setSocketOption,
  type Tcp,
  type TcpErrno,
  type TcpInfo,
  TcpSocket,
} from '@packetloom/core';
import type { SimulatedClock } from '../testbed/simulatedClock.js';
import type { Json, TcpStep } from '../vector/tcpVector.js';
import type { Conversation } from './conversation.js';
import type { SocketEvent } from './packetsOfHost.js';
import { patternOf, shiftsOf } from './pattern.js';

const NS_PER_MS = 1e6;
const DEFAULT_BACKLOG = 8;
const WATCHED = ['ERR', 'HUP', 'RDHUP'] as const;

type Call = Exclude<TcpStep, { do: 'inject' | 'icmp' | 'sysctl' | 'wait' | 'skip' }>;
type Fields = Record<string, unknown>;

interface Entry {
  readonly socket: TcpSocket;
  written: number;
  wasRead: number;
  /** Connected or accepted: its events count. */
  watched: boolean;
  readonly seen: Set<string>;
  isClosed: boolean;
}

export class SocketCalls {
  readonly #tcp: Tcp;
  readonly #clock: SimulatedClock;
  readonly #events: SocketEvent[];
  readonly #conversation: (id: number | undefined) => Conversation;
  readonly #sockets = new Map<number, Entry>();

  constructor(
    tcp: Tcp,
    clock: SimulatedClock,
    events: SocketEvent[],
    conversation: (id: number | undefined) => Conversation,
  ) {
    this.#tcp = tcp;
    this.#clock = clock;
    this.#events = events;
    this.#conversation = conversation;
  }

  /** Performs a call; the result is as vectors write it. */
  perform(step: Call): Fields {
    switch (step.do) {
      case 'listen':
        return this.#listen(step);
      case 'connect':
        return this.#connect(step);
      case 'accept':
        return this.#accept(step);
      default: {
        // Where nothing was accepted there is no socket either.
        const entry = this.#sockets.get(step.sock);
        return entry === undefined ? { errno: 'EBADF' } : this.#onSocket(step, entry);
      }
    }
  }

  #onSocket(step: Exclude<Call, { do: 'listen' | 'connect' | 'accept' }>, entry: Entry): Fields {
    const { socket } = entry;
    switch (step.do) {
      case 'send':
        return send(entry, step);
      case 'recv':
        return receive(entry, step);
      case 'shutdown':
        return errno(socket.shutdown(step.how));
      case 'close':
        entry.isClosed = true;
        socket.close();
        return {};
      case 'abort':
        entry.isClosed = true;
        socket.abort();
        return {};
      case 'setsockopt':
        return errno(setSocketOption(socket, step.name, optionValue(step.value)));
      case 'getsockopt':
        return getOption(socket, step.name);
      case 'poll':
        return { events: socket.poll() };
      case 'queues':
        return socket.listener === null ? socket.queues() : { errno: 'EINVAL' };
      case 'info':
        return { info: infoFields(socket.info()) };
    }
  }

  #entry(sock: number): Entry {
    const entry = this.#sockets.get(sock);
    if (entry === undefined) throw new Error(`no socket ${sock}`);
    return entry;
  }

  #add(sock: number, socket: TcpSocket, watched: boolean): Entry {
    const entry = {
      socket,
      written: 0,
      wasRead: 0,
      watched,
      seen: new Set<string>(),
      isClosed: false,
    };
    this.#sockets.set(sock, entry);
    socket.onChange = () => this.#note(sock, entry);
    return entry;
  }

  #listen(step: Extract<Call, { do: 'listen' }>): Fields {
    const socket = new TcpSocket(this.#tcp);
    this.#add(step.sock, socket, false);
    const failed = setAll(socket, step.options);
    if (failed !== null) return { errno: failed };
    socket.bind(step.port);
    return errno(socket.listen(step.backlog ?? DEFAULT_BACKLOG));
  }

  #connect(step: Extract<Call, { do: 'connect' }>): Fields {
    const conversation = this.#conversation(step.conn);
    let entry = this.#sockets.get(step.sock);
    if (entry === undefined) {
      entry = this.#add(step.sock, new TcpSocket(this.#tcp), true);
      const failed = setAll(entry.socket, step.options);
      if (failed !== null) return { errno: failed };
      if (step.bind !== undefined) entry.socket.bind(step.bind);
    }
    const { peer: address, peerPort: port } = conversation;
    return errno(entry.socket.connect({ address, port }));
  }

  #accept(step: Extract<Call, { do: 'accept' }>): Fields {
    const accepted = this.#entry(step.listener).socket.accept();
    if (typeof accepted === 'string') return { errno: accepted };
    const entry = this.#add(step.sock, accepted, true);
    this.#note(step.sock, entry);
    return { peerPort: accepted.remotePort };
  }

  /** What may have changed without a word. */
  noteEvents(): void {
    for (const [sock, entry] of this.#sockets) this.#note(sock, entry);
  }

  #note(sock: number, entry: Entry): void {
    if (!entry.watched || entry.isClosed) return;
    const events: readonly string[] = entry.socket.poll();
    for (const event of WATCHED) {
      if (!events.includes(event) || entry.seen.has(event)) continue;
      entry.seen.add(event);
      this.#events.push({ atMs: this.#clock.nowNs / NS_PER_MS, sock, event });
    }
  }
}

function setAll(
  socket: TcpSocket,
  options: Readonly<Record<string, Json>> | undefined,
): TcpErrno | null {
  for (const [name, value] of Object.entries(options ?? {})) {
    const failed = setSocketOption(socket, name, optionValue(value));
    if (failed !== null) return failed;
  }
  return null;
}

function optionValue(value: Json): number | string {
  return typeof value === 'string' ? value : Number(value);
}

/** One number has two names; vectors write the other one. */
function nameOf(error: TcpErrno): string {
  return error === 'EOPNOTSUPP' ? 'ENOTSUP' : error;
}

function errno(error: TcpErrno | null): Fields {
  return error === null ? {} : { errno: nameOf(error) };
}

function getOption(socket: TcpSocket, name: string): Fields {
  const result = getSocketOption(socket, name);
  if ('error' in result) return { errno: nameOf(result.error) };
  return { value: result.value === 'EOPNOTSUPP' ? nameOf(result.value) : result.value };
}

function send(entry: Entry, step: Extract<Call, { do: 'send' }>): Fields {
  const octets = patternOf(entry.written, step.bytes);
  const flags = { more: step.more === true, oob: step.oob === true };
  const result = entry.socket.send(octets, flags);
  if (typeof result === 'string') return { errno: result };
  entry.written += result;
  return { bytes: result };
}

function receive(entry: Entry, step: Extract<Call, { do: 'recv' }>): Fields {
  const flags = { oob: step.oob === true, peek: step.peek === true };
  const result = entry.socket.receive(step.max, flags);
  if (typeof result === 'string') return { errno: result };
  if (result.eof) return { eof: true };
  const { octets } = result;
  const bytes = octets.length;
  if (flags.oob) {
    const data = [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');
    return { bytes, data };
  }
  const shifts = shiftsOf(octets, entry.wasRead);
  if (!flags.peek) entry.wasRead += bytes;
  return shifts.length > 0 ? { bytes, shifted: shifts } : { bytes };
}

function infoFields(info: TcpInfo | null): Fields {
  if (info === null) return { state: 'CLOSE' };
  const { ssthresh, advMss, ...rest } = info;
  return {
    ...rest,
    advmss: advMss,
    ssthresh: Number.isFinite(ssthresh) ? ssthresh : 'infinite',
  };
}
