import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { type Findings, hasShape } from './shape.js';
import { isTcpVector, type TcpVector, tcpVectorShape } from './tcpVector.js';
import { type Vector, vectorShape } from './vector.js';

/** Where a vector stands. */
interface VectorLocation {
  readonly file: string;
  /** Line in the (unpacked) file, from 1. */
  readonly line: number;
}

/** A vector of the IPv4 stack: packets in and out, to the byte. */
export interface LocatedIpv4Vector extends VectorLocation {
  readonly kind: 'ipv4';
  readonly vector: Vector;
}

/** A vector of TCP: segments and calls, with tolerances. */
export interface LocatedTcpVector extends VectorLocation {
  readonly kind: 'tcp';
  readonly vector: TcpVector;
}

/** A vector and where it stands. */
export type LocatedVector = LocatedIpv4Vector | LocatedTcpVector;

/** What a file of vectors holds. */
export interface VectorFile {
  readonly vectors: readonly LocatedVector[];
  /** Fields that the format does not know: they are ignored. */
  readonly warnings: readonly string[];
}

/** Why a file of vectors cannot be used; the message starts with its place. */
export interface BadInput {
  readonly code: 'unreadable-file' | 'broken-line';
  readonly message: string;
}

const decompressBrotli = promisify(brotliDecompress);
const decompressGzip = promisify(gunzip);

/**
 * The vectors of a JSON Lines file, plain or compressed: gzip is known by its first octets, brotli,
 * which has none of its own, by the ending `.br`.
 */
export async function readVectors(path: string): Promise<VectorFile | BadInput> {
  const content = await readUnpacked(path);
  return typeof content === 'string' ? parseVectors(content, path) : content;
}

async function readUnpacked(path: string): Promise<string | BadInput> {
  try {
    const octets = await readFile(path);
    if (octets[0] === 0x1f && octets[1] === 0x8b) return (await decompressGzip(octets)).toString();
    if (path.endsWith('.br')) return (await decompressBrotli(octets)).toString();
    return octets.toString();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { code: 'unreadable-file', message: `${path}: cannot be read: ${reason}` };
  }
}

/** The vectors in the text of a JSON Lines file; `file` is what messages call it. */
export function parseVectors(content: string, file: string): VectorFile | BadInput {
  const vectors: LocatedVector[] = [];
  const warnings: string[] = [];
  for (const [index, text] of withoutMark(content).split('\n').entries()) {
    if (text.trim() === '') continue;
    const line = index + 1;
    const findings: Findings = { problem: null, unknownFields: [] };
    const value = parseJson(text, findings);
    const located = findings.problem === null ? locate(value, { file, line }, findings) : null;
    if (located === null) {
      const problem = (findings.problem ?? 'no vector').replace(/^: /, '');
      return { code: 'broken-line', message: `${file}:${line}: ${problem}` };
    }
    vectors.push(located);
    for (const field of findings.unknownFields) {
      warnings.push(`${file}:${line}: ${field}: unknown field, ignored`);
    }
  }
  return { vectors, warnings };
}

/** The vector that a value is; null if it is none, and `findings` say why. */
function locate(
  value: unknown,
  location: VectorLocation,
  findings: Findings,
): LocatedVector | null {
  if (isTcpVector(value)) {
    if (!hasShape(tcpVectorShape, value, findings)) return null;
    return { kind: 'tcp', vector: value, ...location };
  }
  if (!hasShape(vectorShape, value, findings)) return null;
  findings.problem = inconsistencyOf(value);
  return findings.problem === null ? { kind: 'ipv4', vector: value, ...location } : null;
}

/** Without the byte order mark that some editors put in front. */
function withoutMark(content: string): string {
  return content.startsWith('\ufeff') ? content.slice(1) : content;
}

function parseJson(text: string, findings: Findings): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    findings.problem = `no valid JSON: ${error instanceof Error ? error.message : String(error)}`;
    return undefined;
  }
}

/** What no single field shows: time that runs backwards, references to what is not there. */
function inconsistencyOf(vector: Vector): string | null {
  const nics = new Set(vector.host.nics.map((nic) => nic.id));
  if (nics.size !== vector.host.nics.length) return 'host.nics: two have the same id';
  const sockets = new Set((vector.host.udp ?? []).map((socket) => socket.socket));
  let now = 0;
  for (const [index, step] of vector.steps.entries()) {
    if (step.at < now) return `steps[${index}].at: ${step.at} is before the previous step`;
    now = step.at;
    if (step.do === 'sendUdp' && !sockets.has(step.socket)) {
      return `steps[${index}].socket: no socket ${step.socket} in host.udp`;
    }
    if (step.do === 'inject' && !nics.has(step.nic)) {
      return `steps[${index}].nic: no NIC ${step.nic} in host.nics`;
    }
  }
  const stray = vector.expect.errors?.find((error) => error.step >= vector.steps.length);
  return stray === undefined ? null : `expect.errors: there is no step ${stray.step}`;
}
