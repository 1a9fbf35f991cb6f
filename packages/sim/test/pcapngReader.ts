// Reads captures back, from the description of the format and not from the writer.

/** A block with its fields as they stand in the file. */
export interface Block {
  readonly type: number;
  readonly body: DataView;
}

export interface ReadInterface {
  readonly linkType: number;
  readonly snapLength: number;
  readonly name: string;
  readonly resolution: number;
}

export interface ReadPacket {
  readonly interface: number;
  readonly stampNs: bigint;
  readonly octets: Uint8Array;
  readonly originalLength: number;
  readonly flags: number;
  readonly comment: string | undefined;
}

export interface ReadCapture {
  readonly application: string;
  readonly interfaces: ReadInterface[];
  readonly packets: ReadPacket[];
}

const text = (octets: Uint8Array | undefined) =>
  octets === undefined ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(octets);

export function blocksOf(file: Uint8Array): Block[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const blocks: Block[] = [];
  let at = 0;
  while (at < file.length) {
    const length = view.getUint32(at + 4, true);
    if (length % 4 !== 0) throw new Error(`a block of ${length} octets at ${at}`);
    const closing = view.getUint32(at + length - 4, true);
    if (closing !== length) throw new Error(`lengths ${length} and ${closing} of a block at ${at}`);
    const body = new DataView(file.buffer, file.byteOffset + at + 8, length - 12);
    blocks.push({ type: view.getUint32(at, true), body });
    at += length;
  }
  return blocks;
}

/** Options from an offset on, which must end with opt_endofopt and be filled up with zeros. */
function optionsOf(body: DataView, from: number): Map<number, Uint8Array> {
  const options = new Map<number, Uint8Array>();
  let at = from;
  for (;;) {
    const code = body.getUint16(at, true);
    const length = body.getUint16(at + 2, true);
    at += 4;
    if (code === 0) break;
    options.set(code, octetsOf(body, at, length));
    for (let pad = at + length; pad % 4 !== 0; pad++) {
      if (body.getUint8(pad) !== 0) throw new Error('an option is filled up with something');
    }
    at += (length + 3) & ~3;
  }
  if (at !== body.byteLength) throw new Error('something stands behind the end of options');
  return options;
}

const octetsOf = (body: DataView, at: number, length: number) =>
  new Uint8Array(body.buffer, body.byteOffset + at, length).slice();

export function readPcapng(file: Uint8Array): ReadCapture {
  const [section, ...blocks] = blocksOf(file);
  if (section?.type !== 0x0a0d0d0a || section.body.getUint32(0, true) !== 0x1a2b3c4d) {
    throw new Error('no section header');
  }
  const interfaces: ReadInterface[] = [];
  const packets: ReadPacket[] = [];
  for (const { type, body } of blocks) {
    if (type === 1) interfaces.push(interfaceIn(body));
    else if (type === 6) packets.push(packetIn(body));
    else throw new Error(`block type ${type}`);
  }
  return { application: text(optionsOf(section.body, 16).get(4)) ?? '', interfaces, packets };
}

function interfaceIn(body: DataView): ReadInterface {
  const options = optionsOf(body, 8);
  return {
    linkType: body.getUint16(0, true),
    snapLength: body.getUint32(4, true),
    name: text(options.get(2)) ?? '',
    resolution: options.get(9)?.[0] ?? 6,
  };
}

function packetIn(body: DataView): ReadPacket {
  const length = body.getUint32(12, true);
  const end = 20 + length;
  const options = optionsOf(body, end + (-end & 3));
  const flags = options.get(2) ?? new Uint8Array(4);
  return {
    interface: body.getUint32(0, true),
    stampNs: (BigInt(body.getUint32(4, true)) << 32n) | BigInt(body.getUint32(8, true)),
    octets: octetsOf(body, 20, length),
    originalLength: body.getUint32(16, true),
    flags: new DataView(flags.buffer).getUint32(0, true),
    comment: text(options.get(1)),
  };
}
