// Two ends of a connection against a model: two streams of octets, and the states that calls can lead to.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInvariants } from '../../../test/tcpInvariants.js';
import { type SegmentImpairment, TcpPair } from '../../../test/tcpPair.js';
import { tcpStateName } from '../protocol/state.js';
import { LINUX_TCP, STANDARD_TCP, type TcpBehaviour } from '../settings/behaviour.js';
import { TcpSocket } from '../socket/tcpSocket.js';

const PORT = 80;
const MS = 1_000_000;
const SECOND = 1000 * MS;
/** Fewer losses in a row never end a connection: a SYN is sent seven times, a SYN-ACK six times. */
const HARMLESS_LOSSES = 5;

/** The octet at each place of both streams: different where a segment could be misplaced. */
const octetAt = (place: number) => (place * 7 + (place >> 8)) & 255;

/** More of them than any run writes. */
const ALL_OCTETS = Uint8Array.from({ length: 40 * 20_000 }, (_, place) => octetAt(place));

/** What is known of one end without looking inside. */
class EndModel {
  written = 0;
  read = 0;
  /** Nothing more will be written. */
  hasShutDown = false;
  hasReadEnd = false;
  /** The program gave it up. */
  isGone = false;
  /** It told of an error. */
  hasFailed = false;
}

class Model {
  readonly ends = [new EndModel(), new EndModel()] as const;
  hasConnected = false;
  /** Something happened that may make a connection fail: a reset, or too many losses. */
  mayFail = false;
}

/** The sockets; a listener is at end 1. */
class World {
  readonly pair: TcpPair;
  readonly listener: TcpSocket;
  readonly sockets: [TcpSocket | null, TcpSocket | null] = [null, null];

  constructor(behaviours: readonly [TcpBehaviour, TcpBehaviour]) {
    this.pair = new TcpPair(behaviours);
    this.listener = new TcpSocket(this.pair.engines[1]);
    this.listener.bind(PORT);
    expect(this.listener.listen(8)).toBeNull();
  }
}

type Which = 0 | 1;
const otherOf = (which: Which): Which => (which === 0 ? 1 : 0);

/** States that calls can have led to. TIME_WAIT is CLOSE to its socket. */
function statesOf(own: EndModel, peer: EndModel): readonly string[] {
  const opening = ['SYN_SENT', 'SYN_RECV', 'ESTABLISHED'];
  if (own.hasShutDown && peer.hasShutDown) {
    return ['FIN_WAIT1', 'FIN_WAIT2', 'CLOSING', 'LAST_ACK', 'CLOSE'];
  }
  // FIN_WAIT2 that no program waits in ends by itself.
  if (own.hasShutDown) return ['FIN_WAIT1', 'FIN_WAIT2', ...(own.isGone ? ['CLOSE'] : [])];
  return peer.hasShutDown ? [...opening, 'CLOSE_WAIT'] : opening;
}

function check(model: Model, { sockets, pair }: World): void {
  if (pair.lost.some((lost) => lost > HARMLESS_LOSSES)) model.mayFail = true;
  for (const which of [0, 1] as const) {
    const connection = sockets[which]?.connection ?? null;
    if (connection === null) continue;
    checkInvariants(connection);
    const state = tcpStateName(connection.state);
    const [own, peer] = [model.ends[which], model.ends[otherOf(which)]];
    const allowed = [...statesOf(own, peer), ...(model.mayFail ? ['CLOSE'] : [])];
    expect(allowed).toContain(state);
    if (!model.mayFail) expect(connection.error).toBeNull();
  }
}

/** One call, or one thing that happens, after which everything is looked at. */
abstract class Step implements fc.Command<Model, World> {
  abstract applies(model: Model): boolean;
  abstract act(model: Model, world: World): void;
  abstract toString(): string;

  check(model: Readonly<Model>): boolean {
    return this.applies(model);
  }

  run(model: Model, world: World): void {
    this.act(model, world);
    check(model, world);
  }
}

class Connect extends Step {
  applies({ hasConnected }: Model): boolean {
    return !hasConnected;
  }

  act(model: Model, world: World): void {
    model.hasConnected = true;
    const socket = new TcpSocket(world.pair.engines[0]);
    world.sockets[0] = socket;
    expect(socket.connect({ address: world.pair.addresses[1], port: PORT })).toBe('EINPROGRESS');
  }

  toString = () => 'connect';
}

class Accept extends Step {
  applies({ hasConnected }: Model): boolean {
    return hasConnected;
  }

  act(model: Model, world: World): void {
    const socket = world.listener.accept();
    if (typeof socket === 'string') expect(socket).toBe('EAGAIN');
    else {
      expect(world.sockets[1]).toBeNull();
      world.sockets[1] = socket;
      // Its peer may be gone since.
      if (socket.connection?.state === 7) expect(model.mayFail).toBe(true);
    }
  }

  toString = () => 'accept';
}

/** What the program at one end does with its socket. */
abstract class Call extends Step {
  readonly which: Which;
  constructor(which: Which) {
    super();
    this.which = which;
  }

  applies(model: Model): boolean {
    return model.hasConnected && !model.ends[this.which].isGone;
  }

  act(model: Model, world: World): void {
    const socket = world.sockets[this.which];
    if (socket !== null) this.call(socket, model, world);
  }

  abstract call(socket: TcpSocket, model: Model, world: World): void;
}

class Write extends Call {
  readonly length: number;
  readonly zeroCopy: boolean;
  constructor(which: Which, length: number, zeroCopy: boolean) {
    super(which);
    this.length = length;
    this.zeroCopy = zeroCopy;
  }

  call(socket: TcpSocket, model: Model): void {
    const own = model.ends[this.which];
    const octets = this.zeroCopy
      ? ALL_OCTETS.subarray(own.written, own.written + this.length)
      : Uint8Array.from({ length: this.length }, (_, at) => octetAt(own.written + at));
    const state = socket.connection?.state;
    const taken = socket.send(octets, { zeroCopy: this.zeroCopy });
    if (typeof taken === 'number') {
      expect(own.hasShutDown).toBe(false);
      expect(taken).toBeGreaterThan(0);
      own.written += taken;
    } else if (taken !== 'EAGAIN') {
      expect(own.hasShutDown || model.mayFail).toBe(true);
      // A pending error is told once, by whichever call comes first.
      if (taken !== 'EPIPE' || !own.hasShutDown) own.hasFailed = true;
    } else expect(state).not.toBe(7);
  }

  toString = () => `${this.which} writes ${this.length}${this.zeroCopy ? ', not copied' : ''}`;
}

class Read extends Call {
  readonly most: number;
  constructor(which: Which, most: number) {
    super(which);
    this.most = most;
  }

  call(socket: TcpSocket, model: Model): void {
    read(socket, model, this.which, this.most);
  }

  toString = () => `${this.which} reads ${this.most}`;
}

/** Reads once, and compares; returns whether anything came. */
function read(socket: TcpSocket, model: Model, which: Which, most: number): boolean {
  const [own, peer] = [model.ends[which], model.ends[otherOf(which)]];
  const result = socket.receive(most);
  if (result === 'EAGAIN') {
    // The end is told again and again.
    expect(own.hasReadEnd).toBe(false);
    return false;
  }
  if (typeof result === 'string') {
    expect(model.mayFail).toBe(true);
    own.hasFailed = true;
    return false;
  }
  const expected = Uint8Array.from(result.octets, (_, at) => octetAt(own.read + at));
  expect(result.octets).toEqual(expected);
  own.read += result.octets.length;
  expect(own.read).toBeLessThanOrEqual(peer.written);
  if (!result.eof) return true;
  own.hasReadEnd = true;
  if (own.hasFailed) return false;
  expect(peer.hasShutDown).toBe(true);
  expect(own.read).toBe(peer.written);
  return false;
}

class ShutDown extends Call {
  call(socket: TcpSocket, model: Model): void {
    const own = model.ends[this.which];
    const state = tcpStateName(socket.connection?.state ?? 7);
    socket.shutdown('wr');
    own.hasShutDown = true;
    // What was not open yet is given up at once.
    if (state === 'SYN_SENT') model.mayFail = own.hasFailed = true;
  }

  toString = () => `${this.which} shuts down`;
}

class Close extends Call {
  call(socket: TcpSocket, model: Model): void {
    const own = model.ends[this.which];
    socket.close();
    own.hasShutDown = true;
    own.isGone = true;
    // What was not read, or comes later, resets it.
    model.mayFail = true;
  }

  toString = () => `${this.which} closes`;
}

class Abort extends Call {
  call(socket: TcpSocket, model: Model): void {
    const own = model.ends[this.which];
    socket.abort();
    own.isGone = true;
    model.mayFail = true;
    expect(tcpStateName(socket.connection?.state ?? 7)).toBe('CLOSE');
  }

  toString = () => `${this.which} aborts`;
}

class Impair extends Step {
  readonly which: Which;
  readonly impairments: readonly SegmentImpairment[];
  constructor(which: Which, impairments: readonly SegmentImpairment[]) {
    super();
    this.which = which;
    this.impairments = impairments;
  }

  applies = () => true;

  act(_: Model, { pair }: World): void {
    pair.impairments[this.which].push(...this.impairments);
  }

  toString = () => `to ${this.which}'s next segments: ${this.impairments.join(', ')}`;
}

class Advance extends Step {
  readonly ms: number;
  constructor(ms: number) {
    super();
    this.ms = ms;
  }

  applies = () => true;

  act(_: Model, { pair }: World): void {
    pair.clock.advanceBy(this.ms * MS);
  }

  toString = () => `${this.ms} ms pass`;
}

/** All arrives from now on: what was written is read, both ends close, and nothing is left. */
function settle(model: Model, world: World): void {
  const { pair, sockets } = world;
  for (const impairments of pair.impairments) impairments.length = 0;
  for (let second = 0; second < 300; second++) {
    pair.clock.advanceBy(SECOND);
    if (model.hasConnected && sockets[1] === null) new Accept().run(model, world);
    for (const which of [0, 1] as const) {
      const socket = sockets[which];
      if (socket === null || model.ends[which].isGone) continue;
      while (read(socket, model, which, 100_000));
    }
    check(model, world);
  }
  const [one, other] = model.ends;
  if (model.hasConnected && !model.mayFail) {
    expect([one.read, other.read]).toEqual([other.written, one.written]);
    expect([one.hasReadEnd, other.hasReadEnd]).toEqual([other.hasShutDown, one.hasShutDown]);
  }
  for (const socket of sockets) socket?.close();
  world.listener.close();
  pair.clock.advanceBy(2000 * SECOND);
  for (const socket of sockets) {
    if (socket !== null) expect(tcpStateName(socket.connection?.state ?? 7)).toBe('CLOSE');
  }
  expect(pair.clock.pendingCount).toBe(0);
}

const which = fc.constantFrom<Which[]>(0, 1);
const size = fc.oneof(fc.constantFrom(1, 1448, 1449, 20_000), fc.integer({ min: 1, max: 5000 }));
const impairment = fc.constantFrom<SegmentImpairment[]>('loss', 'duplicate', 'delay', 'none');

const steps: fc.Arbitrary<Step>[] = [
  fc.constant(new Connect()),
  fc.constant(new Accept()),
  fc
    .tuple(which, size, fc.boolean())
    .map(([end, length, zeroCopy]) => new Write(end, length, zeroCopy)),
  fc.tuple(which, size).map(([end, most]) => new Read(end, most)),
  which.map((end) => new ShutDown(end)),
  which.map((end) => new Close(end)),
  which.map((end) => new Abort(end)),
  fc
    .tuple(which, fc.array(impairment, { minLength: 1, maxLength: 5 }))
    .map(([end, impairments]) => new Impair(end, impairments)),
  fc.constantFrom(10, 20, 35, 50, 300, 3000, 70_000).map((ms) => new Advance(ms)),
  fc.constantFrom(10, 20, 35).map((ms) => new Advance(ms)),
];

const choices: fc.Arbitrary<Partial<TcpBehaviour>> = fc.record(
  {
    sack: fc.boolean(),
    dsack: fc.boolean(),
    timestamps: fc.constantFrom<(0 | 1)[]>(0, 1),
    windowScaling: fc.boolean(),
    frto: fc.constantFrom(0, 2),
    recovery: fc.constantFrom(0, 1),
    earlyRetrans: fc.constantFrom(0, 3),
    ecn: fc.constantFrom<(0 | 1)[]>(0, 1),
    congestionControl: fc.constantFrom('reno', 'cubic', 'dctcp', 'bbr'),
    rmem: fc.constantFrom<TcpBehaviour['rmem'][]>([4096, 5000, 5000], [4096, 20_000, 60_000]),
    wmem: fc.constantFrom<TcpBehaviour['wmem'][]>([4096, 5000, 5000], [4096, 40_000, 40_000]),
  },
  { requiredKeys: [] },
);
const behaviour = fc
  .tuple(fc.constantFrom(LINUX_TCP, STANDARD_TCP), choices)
  .map(([stack, chosen]): TcpBehaviour => ({ ...stack, ...chosen }));

describe('two ends of a TCP connection', () => {
  it('carry two streams as the model does, whatever is called and whatever happens on the way', () => {
    fc.assert(
      fc.property(
        fc.tuple(behaviour, behaviour),
        fc.commands(steps, { maxCommands: 40, size: 'max' }),
        (behaviours, commands) => {
          const model = new Model();
          const world = new World(behaviours);
          fc.modelRun(() => ({ model, real: world }), commands);
          settle(model, world);
        },
      ),
      { numRuns: 100 },
    );
  });
});
