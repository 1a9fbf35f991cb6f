import { didYouMean, type ExpectationNames, listed } from '@packetloom/language/internal';

/** How a user names a datagram. */
export type PacketName =
  /** By its number, as captures, events and reports have it. */
  | { readonly kind: 'identity'; readonly identity: number }
  /** The one of this number, from 1, that an app sends, a node makes, or a segment is given. */
  | { readonly kind: 'app' | 'node' | 'segment'; readonly name: string; readonly number: number }
  /** The one that carries an octet, counted from the SYN, of a connection from a port: of this number, from 1. */
  | {
      readonly kind: 'tcp';
      readonly node: string;
      readonly port: number;
      readonly sequence: number;
      readonly number: number;
    }
  /** The one of this number, from 1, that is handed to a link; null: in either direction. */
  | {
      readonly kind: 'link';
      readonly name: string;
      readonly direction: 'forward' | 'reverse' | null;
      readonly number: number;
    };

const FORM = /^(app|node|link|segment)\.([A-Za-z0-9_-]+)(?:\.(\w+))?#(\d{1,15})$/;
const SEGMENT = /^tcp\.([A-Za-z0-9_-]+):(\d{1,5})@(\d{1,10})(?:#(\d{1,9}))?$/;
const EXPECTED =
  'expected its number, such as 7, or app.NAME#N, node.NAME#N, link.NAME#N, link.NAME.forward#N, segment.NAME#N, tcp.NODE:PORT@OCTET';

/** Reads what stands behind `--explain`, for a scenario with these names. */
export function readPacketName(
  text: string,
  { apps, nodes, links, segments }: ExpectationNames,
): PacketName | { readonly problem: string } {
  if (/^\d{1,15}$/.test(text)) return numbered(text, Number(text));
  const segment = SEGMENT.exec(text);
  if (segment !== null) {
    const [, node = '', port, sequence, number = '1'] = segment;
    if (![...nodes].includes(node)) return { problem: unknownName('node', node, [...nodes]) };
    if (Number(number) === 0) return { problem: `'${text}': packets are counted from 1` };
    const numbers = { port: Number(port), sequence: Number(sequence), number: Number(number) };
    return { kind: 'tcp', node, ...numbers };
  }
  const [, kind, name = '', part, digits = ''] = FORM.exec(text) ?? [];
  const namesOf = (items: Iterable<{ readonly name: string }>) =>
    [...items].map((item) => item.name);
  const known = {
    app: namesOf(apps),
    node: [...nodes],
    link: [...links],
    segment: namesOf(segments),
  };
  if (kind !== 'app' && kind !== 'node' && kind !== 'link' && kind !== 'segment') {
    return { problem: `'${text}' names no packet: ${EXPECTED}` };
  }
  if (!known[kind].includes(name)) return { problem: unknownName(kind, name, known[kind]) };
  const number = Number(digits);
  if (number === 0) return { problem: `'${text}': packets are counted from 1` };
  if (kind !== 'link') {
    return part === undefined
      ? { kind, name, number }
      : { problem: `'${text}' names no packet: ${EXPECTED}` };
  }
  if (part === undefined) return { kind, name, direction: null, number };
  if (part === 'forward' || part === 'reverse') return { kind, name, direction: part, number };
  return { problem: `'${text}': a link has the directions forward and reverse, and no '${part}'` };
}

function numbered(text: string, identity: number): PacketName | { readonly problem: string } {
  if (identity > 0) return { kind: 'identity', identity };
  return { problem: `'${text}': packets are numbered from 1` };
}

function unknownName(kind: string, name: string, known: readonly string[]): string {
  const message = `there is no ${kind} '${name}'`;
  if (known.length === 0) return `${message}: there are none at all`;
  const meant = didYouMean(name, known);
  return meant === undefined
    ? `${message}; there are ${listed(known, name)}`
    : `${message}; did you mean ${meant}?`;
}
