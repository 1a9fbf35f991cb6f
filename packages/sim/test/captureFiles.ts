// Capture files made octet by octet from the descriptions of the formats, and not by the writer.

/** A packet as it is put into a file. */
export interface PacketInFile {
  readonly seconds: number;
  /** Micro- or nanoseconds, as the file has them. */
  readonly fraction: number;
  readonly octets: Uint8Array;
  /** Octets that it had before it was cut. */
  readonly originalLength?: number;
}

/** How a classic file is written. */
export interface PcapNotation {
  readonly littleEndian: boolean;
  readonly nanoseconds: boolean;
  readonly linkType: number;
}

/** A classic pcap file. */
export function pcapOf(notation: PcapNotation, packets: readonly PacketInFile[]): Uint8Array {
  const { littleEndian, nanoseconds, linkType } = notation;
  const words = (...values: number[]) => wordsOf(littleEndian, values);
  const magic = nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4;
  const version = littleEndian ? 0x00040002 : 0x00020004;
  const records = packets.flatMap(({ seconds, fraction, octets, originalLength }) => [
    words(seconds, fraction, octets.length, originalLength ?? octets.length),
    octets,
  ]);
  return joined([words(magic, version, 0, 0, 65_535, linkType), ...records]);
}

/** A pcapng file of the blocks given. */
export function blockOf(littleEndian: boolean, type: number, body: Uint8Array): Uint8Array {
  const length = 12 + body.length + (-body.length & 3);
  return joined([
    wordsOf(littleEndian, [type, length]),
    body,
    new Uint8Array(-body.length & 3),
    wordsOf(littleEndian, [length]),
  ]);
}

/** 32-bit numbers one after another. */
export function wordsOf(littleEndian: boolean, values: readonly number[]): Uint8Array {
  const octets = new Uint8Array(4 * values.length);
  const view = new DataView(octets.buffer);
  values.forEach((value, index) => {
    view.setUint32(4 * index, value, littleEndian);
  });
  return octets;
}

/** One after another. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
