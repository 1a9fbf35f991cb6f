// One run of a script: the host, the time, and each event in turn.
import type { Ipv4Address, Tcp } from '@packetloom/core';
import { TcpFlag } from '@packetloom/core/wire';
import { Arguments } from '../calls/arguments.js';
import type { Descriptor, TcpDescriptor } from '../calls/descriptors.js';
import { prepareCall } from '../calls/systemCalls.js';
import type { CallWorld } from '../calls/world.js';
import { runCode, type Variables } from '../code/evaluator.js';
import { tcpInfoValue } from '../code/tcpInfoNames.js';
import { CodeFault } from '../code/value.js';
import { ScriptClock } from '../host/scriptClock.js';
import type { Settings } from '../host/settings.js';
import type { SentSegment } from '../host/tunDevice.js';
import { NotSupported } from '../language/faults.js';
import type { CallAction, IcmpPacket, Script, ScriptEvent, TcpPacket } from '../language/script.js';
import { packetText, secondsText } from '../packet/notation.js';
import { checkOutcome, checkReturnTime, type PendingCall } from './blockingCall.js';
import { firstDifference, inScriptNumbers } from './compareTcp.js';
import { ScriptFailure } from './failure.js';
import type { Flow } from './flow.js';
import { Flows } from './flows.js';
import { errorNumbers, quotedSegment } from './icmpErrors.js';
import { injectError, injectSegment } from './inject.js';
import { Machine } from './machine.js';
import { Outbox, type TakenSegment } from './outbox.js';
import { type Due, dueOf, dueText, toleranceUs } from './tolerance.js';

/** Scripts begin when the host has been up for a while, and no tick begins then. */
const MAX_WAIT_US = 600e6;
const MIN_US = 0.001;

export class ScriptRun implements CallWorld {
  readonly clock = new ScriptClock();
  readonly descriptors = new Map<number, Descriptor>();
  readonly settings: Settings;
  readonly #script: Script;
  readonly #log: (line: string) => void;
  readonly #machine: Machine;
  readonly #outbox: Outbox;
  readonly #flows: Flows;
  readonly #variables: Variables = new Map();
  #pending: PendingCall | null = null;
  /** The line of the event that is run. */
  line = 1;
  #previousUs = 0;

  constructor(script: Script, settings: Settings, log: (line: string) => void) {
    this.#script = script;
    this.settings = settings;
    this.#log = log;
    this.#flows = new Flows(settings);
    this.#machine = new Machine(this.clock, settings);
    this.#outbox = new Outbox(this.#machine.device.sent);
    this.#machine.device.onSyn = (segment) =>
      this.#flows.ofSegment(segment)?.noteHostIsn(segment.seq);
  }

  get tcp(): Tcp {
    return this.#machine.tcp;
  }

  get notsentLowat(): number {
    return this.#machine.notsentLowat;
  }

  /**
   * @throws {ScriptFailure} where the host does something else than the script expects
   * @throws {NotSupported} where the script needs what does not exist here
   */
  run(): void {
    const { setUp, events } = this.#script;
    if (setUp !== null) this.#machine.shell(setUp.text, setUp.line);
    for (const event of events) this.#perform(event);
    this.#finishPending();
  }

  #perform(event: ScriptEvent): void {
    const { action, time } = event;
    this.line = event.line;
    const due = dueOf(time, this.#previousUs);
    if (action.kind === 'tcp' && action.direction === 'out') {
      this.#expect(event, action, due);
      return;
    }
    const atUs = due?.fromUs ?? this.clock.nowUs;
    this.#waitUntil(atUs);
    this.#logAt(event.line, actionText(action));
    switch (action.kind) {
      case 'tcp':
        this.#inject(event.line, action);
        break;
      case 'icmp':
        this.#icmp(event.line, action);
        break;
      case 'udp':
        throw new NotSupported(event.line, 'UDP packets');
      case 'call':
        this.#call(event.line, action, atUs);
        break;
      case 'shell':
        this.#machine.shell(action.text, action.line);
        break;
      case 'code':
        this.#code(event.line, action.text);
        break;
    }
    this.#previousUs = atUs;
    this.#tryPending();
  }

  #logAt(line: number, text: string): void {
    this.#log(`${secondsText(this.clock.nowUs)}  line ${line}: ${text}`);
  }

  /** All that happens before an instant. */
  #waitUntil(us: number): void {
    while (this.clock.step(us - MIN_US)) this.#tryPending();
    this.clock.jumpTo(us);
  }

  // Packets.

  #flowOf(line: number, packet: TcpPacket): Flow {
    const flow = this.#flows.ofScript(packet);
    if (flow === null) {
      throw new ScriptFailure(
        line,
        'a packet of no connection: expected a SYN, a listener or connect before',
      );
    }
    return flow;
  }

  #inject(line: number, packet: TcpPacket): void {
    const flow = this.#flowOf(line, packet);
    if ((packet.flags & TcpFlag.SYN) !== 0) flow.beginPeer(packet.seq);
    if (packet.ace !== null) throw new NotSupported(line, 'the ACE field of Accurate ECN');
    injectSegment(this.tcp, packet, flow, this.settings);
  }

  #icmp(line: number, packet: IcmpPacket): void {
    const error = errorNumbers(packet, line);
    const flow = this.#flowOf(line, quotedSegment(error.seq));
    injectError(this.tcp, error, flow, this.settings.localAddress);
  }

  #expect({ line, time }: ScriptEvent, expected: TcpPacket, due: Due): void {
    const flow = this.#flowOf(line, expected);
    const since = due === null ? 0 : due.toUs - this.#previousUs;
    const tolerance = toleranceUs(this.settings, Math.max(0, since));
    const untilUs = due === null ? this.clock.nowUs + MAX_WAIT_US : due.toUs + tolerance;
    const segment = this.#nextSegment(expected, untilUs);
    const wanted = `expected ${dueText(due)} > ${packetText(expected)}`;
    if (segment === null)
      throw new ScriptFailure(line, `${wanted}\n  came: nothing by ${secondsText(untilUs)}`);
    const owner = this.#flows.ofSegment(segment);
    const isSyn = (expected.flags & segment.flags & TcpFlag.SYN) !== 0;
    if (isSyn) flow.beginHost(expected.seq);
    const came = `came ${secondsText(segment.atUs)} > ${packetText(inScriptNumbers(segment, owner ?? flow))}`;
    this.#logAt(line, `> ${packetText(inScriptNumbers(segment, owner ?? flow))}`);
    const difference =
      owner === flow
        ? firstDifference(expected, segment, flow)
        : 'connection: expected another one';
    if (difference !== null) throw new ScriptFailure(line, `${difference}\n  ${wanted}\n  ${came}`);
    const early = due !== null && segment.atUs < due.fromUs - tolerance;
    if (early || segment.atUs > untilUs) {
      throw new ScriptFailure(
        line,
        `time (tolerance ${secondsText(tolerance)})\n  ${wanted}\n  ${came}`,
      );
    }
    this.#noteTimestamp(line, flow, expected, segment);
    const isExact = time.kind === 'absolute' || time.kind === 'relative';
    this.#previousUs = isExact && due !== null ? due.fromUs : segment.atUs;
  }

  #noteTimestamp(line: number, flow: Flow, expected: TcpPacket, segment: SentSegment): void {
    const scripted = expected.options?.find((option) => option.kind === 'ts');
    const sent = segment.options.find((option) => option.kind === 'ts');
    if (scripted === undefined || sent === undefined) return;
    const { tsTickUs } = this.settings;
    const first = flow.firstTimestamp;
    if (tsTickUs > 0 && first !== null) {
      const wanted = scripted.value - first.script;
      const came = (sent.value - first.wire) | 0;
      const allowed = this.settings.toleranceUs / tsTickUs;
      if (Math.abs(wanted - came) > allowed) {
        throw new ScriptFailure(
          line,
          `timestamp: expected ${scripted.value}, came ${first.script + came} at ${secondsText(segment.atUs)}`,
        );
      }
    }
    flow.noteTimestamp(scripted.value, sent.value);
  }

  /** The next segment of a known conversation that is sent by an instant. */
  #nextSegment(expected: TcpPacket, untilUs: number): TakenSegment | null {
    const queue = this.#machine.device.sent;
    for (;;) {
      while (queue[0] !== undefined && this.#flows.ofSegment(queue[0]) === null) queue.shift();
      const segment = this.#outbox.take(expected.length, this.#machine.joinsSegments);
      if (segment !== null) return segment;
      if (!this.clock.step(untilUs)) return null;
      this.#tryPending();
    }
  }

  // System calls.

  onSocket(descriptor: TcpDescriptor): void {
    this.#watch(descriptor);
    this.#flows.onSocket(descriptor);
  }

  onConnect(descriptor: TcpDescriptor, peer: { address: Ipv4Address; port: number }): void {
    this.#flows.onConnect(descriptor, peer);
  }

  onAccept(descriptor: TcpDescriptor): void {
    this.#watch(descriptor);
    this.#flows.onAccept(descriptor);
  }

  #watch(descriptor: TcpDescriptor): void {
    descriptor.socket.onChange = () => {
      for (const other of this.descriptors.values()) {
        if (other.kind === 'epoll') other.epoll.wake(descriptor);
      }
    };
  }

  #call(line: number, action: CallAction, atUs: number): void {
    this.#finishPending();
    const attempt = prepareCall(this, action, line);
    const { result, endUs } = action;
    const wanted = result.kind === 'ellipsis' ? null : new Arguments(action, line).numberOf(result);
    const outcome = attempt();
    if (endUs === null) {
      if (outcome.kind === 'blocked') {
        throw new ScriptFailure(line, `${action.name}: expected to return at once, it blocks`);
      }
      checkOutcome({ action, line, wanted }, outcome, this.clock.nowUs);
      return;
    }
    const returnUs = this.#isRelative(line) ? atUs + endUs : endUs;
    const tolerance = toleranceUs(this.settings, Math.max(0, returnUs - atUs));
    const call = { action, line, attempt, endUs: returnUs, toleranceUs: tolerance, wanted };
    if (outcome.kind === 'blocked') {
      this.#pending = call;
      return;
    }
    checkOutcome(call, outcome, this.clock.nowUs);
    checkReturnTime(call, this.clock.nowUs);
  }

  #isRelative(line: number): boolean {
    return this.#script.events.some(
      (event) => event.line === line && event.time.kind === 'relative',
    );
  }

  #tryPending(): void {
    const call = this.#pending;
    if (call === null) return;
    const outcome = call.attempt();
    if (outcome.kind === 'blocked') return;
    this.#pending = null;
    this.#logAt(call.line, `${call.action.name} returns`);
    checkOutcome(call, outcome, this.clock.nowUs);
    checkReturnTime(call, this.clock.nowUs);
  }

  /** One call at a time: the next one waits for the one that blocks. */
  #finishPending(): void {
    this.#tryPending();
    const call = this.#pending;
    if (call === null) return;
    const untilUs = call.endUs + call.toleranceUs;
    while (this.#pending !== null && this.clock.step(untilUs)) this.#tryPending();
    if (this.#pending === null) return;
    throw new ScriptFailure(
      call.line,
      `${call.action.name}: expected to return at ${secondsText(call.endUs)}, it still blocks at ${secondsText(untilUs)}`,
    );
  }

  // Commands and code.

  #code(line: number, text: string): void {
    const socket = this.#flows.subjectDescriptor?.socket ?? null;
    try {
      const failure = runCode(text, this.#variables, (name) => tcpInfoValue(name, socket));
      if (failure === null) return;
      const note = failure.note === '' ? '' : ` (${failure.note})`;
      const at = `at ${secondsText(this.clock.nowUs)}`;
      throw new ScriptFailure(
        line,
        `expected ${failure.assertion}, which does not hold${note} ${at}`,
      );
    } catch (error) {
      if (error instanceof CodeFault) throw new NotSupported(line, `code: ${error.message}`);
      throw error;
    }
  }
}

function actionText(action: ScriptEvent['action']): string {
  switch (action.kind) {
    case 'call':
      return `${action.name}(…)`;
    case 'shell':
      return `\`${action.text.trim()}\``;
    case 'code':
      return `%{ ${action.text.trim()} }%`;
    default:
      return `${action.direction === 'in' ? '<' : '>'} ${packetText(action)}`;
  }
}
