// What a script is made of.

/** A script: options, a command before and one after, and what happens in between. */
export interface Script {
  readonly options: readonly ScriptOption[];
  readonly setUp: ShellAction | null;
  readonly events: readonly ScriptEvent[];
  readonly cleanUp: ShellAction | null;
}

/** `--name=value`; null without a value. */
export interface ScriptOption {
  readonly name: string;
  readonly value: string | null;
  readonly line: number;
}

export interface ScriptEvent {
  readonly line: number;
  readonly time: EventTime;
  readonly action: PacketAction | CallAction | ShellAction | CodeAction;
}

/** When something happens, in microseconds; relative times count from the event before. */
export type EventTime =
  | { readonly kind: 'absolute' | 'relative'; readonly us: number }
  | {
      readonly kind: 'absolute-range' | 'relative-range';
      readonly us: number;
      readonly endUs: number;
    }
  | { readonly kind: 'any' };

export interface ShellAction {
  readonly kind: 'shell';
  readonly line: number;
  readonly text: string;
}

export interface CodeAction {
  readonly kind: 'code';
  readonly text: string;
}

/** A system call, and what it must return. */
export interface CallAction {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly result: Expression;
  /** Name of the error, for a result of -1. */
  readonly errno: string | null;
  /** When a blocking call must return, in microseconds; null where it does not block. */
  readonly endUs: number | null;
}

export type Expression =
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'word'; readonly name: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'struct'; readonly fields: readonly Field[] }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] };

/** `name = value`, or `name(length) = value`. */
export interface Field {
  readonly name: string;
  readonly length: Expression | null;
  readonly value: Expression;
}

export type Direction = 'in' | 'out';

/** What the IP header says, where a script says so. */
export interface IpInfo {
  /** `ect01`: either of the two codepoints. */
  readonly ecn: number | 'ect01' | null;
  readonly tos: number | null;
  readonly ttl: number | null;
}

export interface Ports {
  readonly source: number;
  readonly destination: number;
}

export type PacketAction = TcpPacket | UdpPacket | IcmpPacket;

interface PacketBase {
  readonly direction: Direction;
  readonly ip: IpInfo;
}

/** Sequence numbers are those of the script, relative to its initial ones. */
export interface TcpPacket extends PacketBase {
  readonly kind: 'tcp';
  readonly ports: Ports | null;
  /** Bits of TcpFlag. */
  readonly flags: number;
  /** The ACE field as digits, of which only Accurate ECN knows. */
  readonly ace: number | null;
  readonly seq: number;
  readonly length: number;
  readonly ack: number | null;
  readonly window: number | null;
  readonly urgent: number;
  /** Null for `<...>`: any. */
  readonly options: readonly TcpOption[] | null;
}

export type TcpOption =
  | { readonly kind: 'nop' | 'eol' | 'sackOK' }
  | { readonly kind: 'mss' | 'wscale'; readonly value: number }
  | { readonly kind: 'sack'; readonly blocks: readonly (readonly [number, number])[] }
  | { readonly kind: 'ts'; readonly value: number; readonly echo: number }
  /** One that is understood and does not exist here, or one that no script writes. */
  | { readonly kind: 'other'; readonly name: string };

export interface UdpPacket extends PacketBase {
  readonly kind: 'udp';
  readonly ports: Ports | null;
  readonly length: number;
}

export interface IcmpPacket extends PacketBase {
  readonly kind: 'icmp';
  readonly type: string;
  readonly code: string | null;
  readonly mtu: number | null;
  readonly id: number | null;
  readonly quoted: Quoted;
}

/** What an ICMP message quotes. */
export type Quoted =
  | { readonly kind: 'tcp'; readonly seq: number; readonly length: number }
  | { readonly kind: 'udp' | 'raw'; readonly length: number }
  | null;
