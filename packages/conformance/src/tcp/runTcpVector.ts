// Runs one vector: the host's TCP, its sockets, and the peers.
import {
  CONGESTION_CONTROLS,
  type Ipv4Address,
  ipv4Address,
  LINUX_TCP,
  type OutgoingTcp,
  SegmentScratch,
  type SegmentSpace,
  Tcp,
  type TcpNetwork,
} from '@packetloom/core';
import { RecordedRandom } from '../testbed/recordedRandom.js';
import { SimulatedClock } from '../testbed/simulatedClock.js';
import type { IcmpStep, InjectStep, TcpStep, TcpVector } from '../vector/tcpVector.js';
import { type Conversation, Conversations } from './conversation.js';
import type { TcpRecording } from './packetsOfHost.js';
import { ReactivePeer } from './reactivePeer.js';
import { SocketCalls } from './socketCalls.js';
import { withSysctls } from './sysctls.js';
import { decodeSegment, encodeSegment, type PeerSegment } from './wire.js';

const NS_PER_MS = 1e6;
/** 10.0.0.1 */
const HOST_ADDRESS = ipv4Address(0x0a000001);
const DEFAULT_MTU = 1500;
const DEFAULT_SETTLE_MS = 60;

class TcpVectorRun implements TcpNetwork {
  readonly recording: TcpRecording = { sent: [], calls: [], events: [] };
  readonly #vector: TcpVector;
  readonly #clock = new SimulatedClock();
  readonly #conversations: Conversations;
  readonly #peers = new Map<number, ReactivePeer>();
  readonly #tcp: Tcp;
  readonly #scratch = new SegmentScratch();
  readonly #sockets: SocketCalls;
  readonly #mtu: number;
  readonly #learntMtu = new Map<number, number>();
  readonly #lockedMtu = new Set<number>();

  constructor(vector: TcpVector) {
    this.#vector = vector;
    this.#mtu = vector.host.mtu ?? DEFAULT_MTU;
    this.#conversations = new Conversations(vector.conns);
    const recorded = { ...LINUX_TCP, congestionControl: 'reno' };
    this.#tcp = new Tcp({
      clock: this.#clock,
      random: new RecordedRandom([], []),
      network: this,
      behaviour: withSysctls(recorded, vector.host.sysctl ?? {}),
      congestionControls: CONGESTION_CONTROLS,
    });
    this.#sockets = new SocketCalls(this.#tcp, this.#clock, this.recording.events, (conn) =>
      this.#conversations.byId(conn),
    );
    for (const spec of vector.peers ?? []) {
      const conversation = this.#conversations.byId(spec.conn);
      const peer = new ReactivePeer(spec, {
        clock: this.#clock,
        inject: (segment) => this.#inject(segment, conversation),
        lastHostTimestamp: () => conversation.lastTs,
        echoOf: (timestamp) => (timestamp - (conversation.firstTs ?? 0)) | 0,
      });
      this.#peers.set(spec.conn, peer);
    }
  }

  /** Steps come before anything else that happens in their instant, so that they are scheduled first. */
  run(): void {
    for (const [index, step] of this.#vector.steps.entries()) {
      const run = { fire: () => this.#perform(index, step) };
      this.#clock.schedule(Math.round(step.at * NS_PER_MS), run);
    }
    const last = this.#vector.steps.at(-1)?.at ?? 0;
    const settle = this.#vector.settle ?? DEFAULT_SETTLE_MS;
    this.#clock.advanceTo(Math.round((last + settle) * NS_PER_MS) - 1);
    this.#sockets.noteEvents();
  }

  #perform(index: number, step: TcpStep): void {
    switch (step.do) {
      case 'inject':
        this.#inject(step, this.#conversations.byId(step.conn));
        break;
      case 'icmp':
        this.#icmp(step);
        break;
      case 'sysctl':
        this.#tcp.behaviour = withSysctls(this.#tcp.behaviour, { [step.name]: step.value });
        break;
      case 'wait':
      case 'skip':
        break;
      default:
        this.recording.calls.push({ step: index, ...this.#sockets.perform(step) });
    }
    this.#sockets.noteEvents();
  }

  #inject(segment: PeerSegment | InjectStep, conversation: Conversation): void {
    this.#conversations.begin(conversation);
    const octets = encodeSegment(segment, conversation, HOST_ADDRESS);
    const packet = {
      source: conversation.peer,
      destination: HOST_ADDRESS,
      tos: segment.tos ?? 0,
      ttl: segment.ttl ?? 64,
    };
    this.#tcp.receive(packet, octets);
  }

  #icmp(step: IcmpStep): void {
    const conversation = this.#conversations.byId(step.conn);
    const quoted = new Uint8Array(step.quote ?? 8);
    const whole = new Uint8Array(20);
    const view = new DataView(whole.buffer);
    view.setUint16(0, conversation.hostPort ?? 0);
    view.setUint16(2, conversation.peerPort);
    view.setUint32(4, conversation.hostAbsolute(step.seq ?? 0));
    quoted.set(whole.subarray(0, quoted.length));
    const { type, code, mtu = 0 } = step;
    this.#tcp.icmpError(
      { type, code, mtu },
      { source: HOST_ADDRESS, destination: conversation.peer },
      new DataView(quoted.buffer),
      0,
      quoted.length,
    );
  }

  route(): { source: Ipv4Address } {
    return { source: HOST_ADDRESS };
  }

  isPathMtuLocked(destination: Ipv4Address): boolean {
    return this.#lockedMtu.has(destination);
  }

  linkMtu(): number {
    return this.#mtu;
  }

  pathMtu(destination: Ipv4Address): number {
    return this.#learntMtu.get(destination) ?? this.#mtu;
  }

  reducePathMtu(destination: Ipv4Address, mtu: number): void {
    const known = this.pathMtu(destination);
    const { minPmtu } = this.#tcp.behaviour;
    const usable = Math.max(mtu, minPmtu);
    if (mtu < minPmtu) this.#lockedMtu.add(destination);
    if (usable < known) this.#learntMtu.set(destination, usable);
  }

  begin(): SegmentSpace {
    return this.#scratch;
  }

  send(outgoing: OutgoingTcp): void {
    const { octets, destination } = outgoing;
    const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    const conversation = this.#conversations.ofPacket(destination, view);
    if (conversation === null) throw new Error('a packet to nobody');
    const isnStep = conversation.learn(view);
    const decoded = decodeSegment(octets, conversation);
    conversation.timestamps.push(decoded.timestamp);
    if (decoded.timestamp !== null) conversation.lastTs = decoded.timestamp;
    this.recording.sent.push({
      ...decoded,
      atMs: this.#clock.nowNs / NS_PER_MS,
      conn: conversation.id,
      tos: outgoing.tos,
      ttl: outgoing.ttl,
      dontFragment: outgoing.dontFragment,
      id: idOf(outgoing.identification, conversation),
      isnStep,
    });
    const peer = this.#peers.get(conversation.id);
    if (peer === undefined || typeof decoded.seq !== 'number') return;
    peer.take({
      ...decoded,
      seq: decoded.seq,
      ack: decoded.ack ?? 0,
      tos: outgoing.tos,
    });
  }
}

function idOf(identification: number, conversation: Conversation): string {
  if (identification === 0) return 'zero';
  const last = conversation.lastIdentification;
  conversation.lastIdentification = identification;
  if (last === 0) return 'random';
  const step = (identification - last) & 0xffff;
  return step === 1 ? '+1' : `+${step}`;
}

/** Runs a vector on a new host. */
export function runTcpVector(vector: TcpVector): TcpRecording {
  const run = new TcpVectorRun(vector);
  run.run();
  return run.recording;
}
