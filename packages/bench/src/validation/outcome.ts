import { type AppScope, loadScenario } from '@packetloom/language';
import { runScenario } from '@packetloom/runner';

/** What a scenario gave. */
export interface Outcome {
  /** Its time series, by column; durations in milliseconds. */
  readonly series: ReadonlyMap<string, readonly number[]>;
  app<Kind extends AppScope['kind']>(kind: Kind, name: string): Extract<AppScope, { kind: Kind }>;
  /** Packets that were dropped on a link, towards its second end. */
  dropped(link: string): number;
}

/** Runs a scenario, which is right. */
export function outcomeOf(text: string): Outcome {
  const bytes = new TextEncoder().encode(`schema: 1\nname: validation\n${text}`);
  const readSibling = () => ({ message: 'there are no files here' });
  const loaded = loadScenario({ file: 'validation.yaml', bytes, readSibling });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  const chunks: string[] = [];
  const decoder = new TextDecoder();
  const result = runScenario(loaded, {
    series: { write: (octets) => chunks.push(decoder.decode(octets)) },
  });
  const apps = new Map(result.apps.map(({ name, scope }) => [name, scope]));
  const links = new Map(result.links.map((link) => [link.name, link]));
  return {
    series: columnsOf(chunks.join('')),
    app(kind, name) {
      const scope = apps.get(name);
      if (scope === undefined || !isOf(kind, scope)) throw new Error(`no ${kind} named ${name}`);
      return scope;
    },
    dropped: (name) =>
      Object.values(links.get(name)?.forward.drops ?? {}).reduce((sum, count) => sum + count, 0),
  };
}

function isOf<Kind extends AppScope['kind']>(
  kind: Kind,
  scope: AppScope,
): scope is Extract<AppScope, { kind: Kind }> {
  return scope.kind === kind;
}

function columnsOf(csv: string): Map<string, number[]> {
  const [header = '', ...rows] = csv.trim().split('\n');
  const cells = rows.map((row) => row.split(','));
  return new Map(
    header.split(',').map((name, index) => {
      const values = cells.map((row) => (row[index] === '' ? Number.NaN : Number(row[index])));
      return [name.replace(/ \(.*\)$/, ''), values];
    }),
  );
}

/** The column of a series. */
export function column({ series }: Outcome, name: string): readonly number[] {
  const values = series.get(name);
  if (values === undefined) throw new Error(`no column ${name}: ${[...series.keys()].join(', ')}`);
  return values;
}
