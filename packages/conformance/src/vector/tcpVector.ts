// The format of TCP vectors: what happens to a host and when, and what it must then send and say.
// Times are milliseconds; sequence numbers and timestamps are relative (packages/conformance/README.md).
import {
  boolean,
  integer,
  list,
  nullable,
  object,
  oneOf,
  record,
  type Shape,
  type TypeOf,
  text,
  variant,
} from './shape.js';

const number: Shape<number> = {
  check(value, path, findings) {
    if (typeof value === 'number' && Number.isFinite(value)) return true;
    findings.problem ??= `${path}: expected a number, found ${JSON.stringify(value)}`;
    return false;
  },
};

/** A range of numbers, or a list of such, as JSON has it. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };
const any: Shape<Json> = { check: () => true };

const octet = integer(0, 0xff);
const port = integer(0, 0xffff);
const options = record(any);

const connShape = object(
  { id: integer(0, 1000), peer: text, peerPort: port, hostPort: nullable(port), isn: number },
  { tsBase: number },
);

const bulkShape = object(
  { at: number, bytes: number, mss: number, segments: number, hostWindow: number },
  { hostScale: number, rto: number, lose: list(number) },
);

const peerShape = object(
  { conn: number, delay: number, window: number },
  {
    wscale: number,
    windowFrom: list(list(number)),
    sack: boolean,
    dsack: boolean,
    ts: boolean,
    ackEvery: number,
    ackTimeout: number,
    lose: list(number),
    loseBetween: list(list(number)),
    loseSeq: record(number),
    loseAck: list(number),
    delayOf: record(number),
    slow: list(list(number)),
    perPacket: number,
    queue: number,
    duplicate: list(number),
    ecn: boolean,
    ce: list(number),
    ceQueue: number,
    finAfter: number,
    bulk: bulkShape,
  },
);

const at = { at: number, do: text };
const ofSocket = { ...at, sock: number };

const stepShape = variant('do', {
  listen: object({ ...ofSocket, do: oneOf('listen'), port }, { backlog: number, options }),
  connect: object({ ...ofSocket, do: oneOf('connect') }, { bind: port, conn: number, options }),
  accept: object({ ...ofSocket, do: oneOf('accept'), listener: number }, {}),
  send: object({ ...ofSocket, do: oneOf('send'), bytes: number }, { more: boolean, oob: boolean }),
  recv: object({ ...ofSocket, do: oneOf('recv'), max: number }, { oob: boolean, peek: boolean }),
  shutdown: object({ ...ofSocket, do: oneOf('shutdown'), how: oneOf('rd', 'wr', 'rdwr') }, {}),
  close: object({ ...ofSocket, do: oneOf('close') }, {}),
  abort: object({ ...ofSocket, do: oneOf('abort') }, {}),
  setsockopt: object({ ...ofSocket, do: oneOf('setsockopt'), name: text, value: any }, {}),
  getsockopt: object({ ...ofSocket, do: oneOf('getsockopt'), name: text }, {}),
  poll: object({ ...ofSocket, do: oneOf('poll') }, {}),
  queues: object({ ...ofSocket, do: oneOf('queues') }, {}),
  info: object({ ...ofSocket, do: oneOf('info') }, {}),
  sysctl: object({ ...at, do: oneOf('sysctl'), name: text, value: any }, {}),
  wait: object({ ...at, do: oneOf('wait') }, {}),
  skip: object({ ...at, do: oneOf('skip') }, {}),
  inject: object(
    { ...at, do: oneOf('inject'), flags: text },
    {
      conn: number,
      seq: number,
      ack: number,
      win: number,
      opts: list(any),
      len: number,
      urg: number,
      tos: octet,
      ttl: octet,
      checksum: number,
      doff: number,
      reserved: number,
      cut: number,
      shift: number,
    },
  ),
  icmp: object(
    { ...at, do: oneOf('icmp'), type: octet, code: octet },
    { conn: number, mtu: number, from: text, seq: number, quote: number },
  ),
});

const sentShape = object(
  { at: number },
  {
    tol: number,
    conn: number,
    flags: text,
    seq: any,
    ack: any,
    win: number,
    opts: list(any),
    len: number,
    urg: number,
    ttl: number,
    tos: number,
    df: boolean,
    reserved: number,
    shifted: any,
    ackFieldRaw: any,
    id: text,
    isnStep: number,
  },
);

const callShape = object(
  { step: number },
  {
    bytes: number,
    eof: boolean,
    data: text,
    shifted: any,
    errno: text,
    events: list(text),
    peerPort: number,
    value: any,
    inq: number,
    outq: number,
    notsent: number,
    info: record(any),
    tol: record(number),
  },
);

export const tcpVectorShape = object(
  {
    name: text,
    source: oneOf('linux-6.18'),
    host: object({}, { mtu: number, sysctl: record(any), gsoMaxSegs: number }),
    conns: list(connShape),
    steps: list(stepShape),
    expect: object(
      {
        sent: list(sentShape),
        calls: list(callShape),
        events: list(object({ at: number, sock: number, event: text }, { tol: number })),
      },
      { peerSent: list(any), other: list(any) },
    ),
  },
  { peers: list(peerShape), settle: number, note: text },
);

/** Whether a value is meant to be a TCP vector: those have conversations. */
export function isTcpVector(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'conns' in value;
}

export type TcpVector = TypeOf<typeof tcpVectorShape>;
export type TcpStep = TypeOf<typeof stepShape>;
export type InjectStep = Extract<TcpStep, { do: 'inject' }>;
export type IcmpStep = Extract<TcpStep, { do: 'icmp' }>;
export type PeerSpec = TypeOf<typeof peerShape>;
export type BulkSpec = TypeOf<typeof bulkShape>;
export type ConnSpec = TypeOf<typeof connShape>;
export type ExpectedSent = TypeOf<typeof sentShape>;
export type ExpectedCall = TypeOf<typeof callShape>;
