import {
  APP_KINDS,
  appInfo,
  type FieldInfo,
  LINK_FIELDS,
  NODE_FIELDS,
  PACKET_FIELDS,
  type RecordInfo,
  RUN_FIELDS,
  SEGMENT_FIELDS,
  type TypeInfo,
} from '@packetloom/language';

const HEAD = `# What can be asked of a run

This page is made from the tables of fields in \`packages/language/src/fields\` and \`features\`: a test compares it. The
same fields are in [expectations](expectations.md), in the document of \`--json\`, in columns of time series, and in the
report.

- In \`--json\`, each scenario has \`nodes\`, \`links\`, \`segments\` and \`apps\`: lists in the order of the scenario, each
  entry with its \`name\`. Names of durations end with \`Ns\` there, and are whole nanoseconds; what is not measured yet
  is \`null\`. Counters and reasons for drops that are zero are left out.
- A time series has numbers alone, durations in milliseconds.
- A field of a field is reached by dots, \`app.probe.rtt.p95\`; a name that is no plain word by brackets,
  \`node["r-1"].drops["no-route"]\`.
- For every app, at every moment, \`sent = received + lost + inFlight\`; \`duplicated\` and \`unsent\` are counted apart.
  For every receiver of multicast, \`expected = received + lost + inFlight\`.
- A message is in flight while a packet of it, or of its answer, is on a link, in a queue, or held by a node; a request
  also while it is served or waited for. A ping or traceroute that has finished waits for nothing: what is left is lost.
`;

const CAPTURE = `\`capture["NODE:NIC"]\` is a list of what passed a NIC, in the order of time: in expectations alone, and only of NICs that
one asks for. A packet has:`;

const TIMES = `## Times

A distribution of durations has \`count\` (int), \`min\`, \`mean\`, \`p50\`, \`p95\`, \`p99\`, \`max\` (durations) and
\`histogram\`: a list of buckets, each with \`from\`, \`to\` (durations; the second does not belong to it) and \`count\`.
Up to 100,000 values are kept exactly; beyond, percentiles are within 0.05 %. In \`--json\`, a histogram is
\`{ fromNs, widthNs, counts }\`, with at most 32 buckets of one width. Without a sample there are no times.
`;

/** The page about all fields. */
export function fieldsPage(): string {
  const sections = [
    section('The run', 'run', RUN_FIELDS),
    section('Nodes', 'node.NAME', NODE_FIELDS),
    section('Links', 'link.NAME', LINK_FIELDS),
    section('Segments', 'segment.NAME', SEGMENT_FIELDS),
    part('Directions', 'A direction of a link, or of a port of a segment, has:', directionFields()),
    part('Captured packets', CAPTURE, PACKET_FIELDS),
    TIMES,
    ...APP_KINDS.map((kind) => section(`Apps: ${kind}`, 'app.NAME', appInfo(kind).fields)),
  ];
  return [HEAD, ...sections].join('\n');
}

/** The same for links and ports: said once. */
function directionFields(): readonly FieldInfo[] {
  const [forward] = LINK_FIELDS;
  return forward?.type.kind === 'record' ? forward.type.fields : [];
}

function section(title: string, path: string, fields: readonly FieldInfo[]): string {
  return part(title, `\`${path}\` has:`, fields);
}

function part(title: string, head: string, fields: readonly FieldInfo[]): string {
  const entries = fields.flatMap((field) => entriesOf('', field));
  return `${[`## ${title}`, '', head, '', ...entries.flatMap(folded)].join('\n')}\n`;
}

const WIDEST = 120;

/** An entry of a list on lines that are not too wide. */
function folded(entry: string): string[] {
  const lines: string[] = [];
  let line = '-';
  for (const word of entry.split(' ')) {
    if (line.length + 1 + word.length > WIDEST) {
      lines.push(line);
      line = `  ${word}`;
    } else line += ` ${word}`;
  }
  return [...lines, line];
}

function entriesOf(path: string, { name, type, unit, description, sparse }: FieldInfo): string[] {
  const full = `${path}${name}`;
  // Counters say themselves what they are, and there are many.
  if (sparse && type.kind === 'record') {
    const inner = type.fields.map((field) => `\`${field.name}\``).join(', ');
    return [`\`${full}\`: ${description}: ${inner}`];
  }
  const kind = unit === '' ? typeText(type) : `${typeText(type)}, ${unit}`;
  return [`\`${full}\` (${kind}): ${description}`, ...innerEntries(full, type)];
}

function innerEntries(full: string, type: TypeInfo): string[] {
  switch (type.kind) {
    case 'record':
      return linkOf(type) === null
        ? type.fields.flatMap((field) => entriesOf(`${full}.`, field))
        : [];
    case 'list':
      return innerEntries(`${full}[0]`, type.element);
    case 'map':
      return innerEntries(`${full}["NAME"]`, type.element);
    default:
      return [];
  }
}

/** Where it is said once what a record has; null if that is said at its place. */
function linkOf({ what }: RecordInfo): string | null {
  if (what === 'times') return '[times](#times)';
  return what.startsWith('a direction of ') ? '[direction](#directions)' : null;
}

function typeText(type: TypeInfo): string {
  switch (type.kind) {
    case 'count':
      return 'int';
    case 'ratio':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'text':
      return 'string';
    case 'duration':
      return 'duration';
    case 'list':
      return `list of ${typeText(type.element)}`;
    case 'map':
      return `${typeText(type.element)} for each ${type.what}`;
    case 'record':
      return linkOf(type) ?? 'record';
  }
}
