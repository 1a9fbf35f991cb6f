import {
  APP_KINDS,
  appInfo,
  type FieldInfo,
  LINK_FIELDS,
  NODE_FIELDS,
  RUN_FIELDS,
  SEGMENT_FIELDS,
  type TypeInfo,
} from '@packetloom/language';

const HEAD = `# What can be asked of a run

This page is made from the tables of fields in \`packages/language/src/fields\`: a test compares it. The same fields are
in [expectations](expectations.md), in the document of \`--json\`, in columns of time series, and in the report.

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
    TIMES,
    ...APP_KINDS.map((kind) => section(`Apps: ${kind}`, 'app.NAME', appInfo(kind).fields)),
  ];
  return [HEAD, ...sections].join('\n');
}

function section(title: string, path: string, fields: readonly FieldInfo[]): string {
  const rows = fields.flatMap((field) => rowsOf('', field));
  const head = ['| field | type | unit | meaning |', '|---|---|---|---|'];
  return `${[`## ${title}`, '', `\`${path}\` has:`, '', ...head, ...rows].join('\n')}\n`;
}

function rowsOf(path: string, { name, type, unit, description, sparse }: FieldInfo): string[] {
  const full = `${path}${name}`;
  // Counters say themselves what they are, and there are many.
  if (sparse && type.kind === 'record') {
    const inner = type.fields.map((field) => `\`${field.name}\``).join(', ');
    return [`| \`${full}\` | | | ${description}: ${inner} |`];
  }
  const own = `| \`${full}\` | ${typeText(type)} | ${unit} | ${description} |`;
  return [own, ...innerRows(full, type)];
}

function innerRows(full: string, type: TypeInfo): string[] {
  switch (type.kind) {
    case 'record':
      // What times are is said once.
      if (type.what === 'times') return [];
      return type.fields.flatMap((field) => rowsOf(`${full}.`, field));
    case 'list':
      return innerRows(`${full}[0]`, type.element);
    case 'map':
      return innerRows(`${full}["NAME"]`, type.element);
    default:
      return [];
  }
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
      return type.what === 'times' ? '[times](#times)' : 'record';
  }
}
