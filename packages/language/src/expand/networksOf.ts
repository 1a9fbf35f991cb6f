import { checkSchema } from '../schema/checkSchema.js';
import { Budget } from './budget.js';
import { generatedNetworks } from './generatedNetworks.js';
import { Place, type SourceFile } from './place.js';
import { Report } from './report.js';
import { entryOf, itemsOf, Trace } from './trace.js';

/** The groups of networks as `generate` has them, and the ends of their links; none of what is wrong. */
export function networksOf(
  networks: unknown,
  source: SourceFile,
): { readonly groups: ReadonlyMap<string, readonly string[]>; readonly links: readonly string[] } {
  const checked = checkSchema({
    schema: 1,
    name: 'networks',
    generate: JSON.parse(JSON.stringify(networks)),
  });
  if (checked.problems.length > 0) return { groups: new Map(), links: [] };
  const report = new Report();
  const wanted = { value: networks, trace: new Trace(Place.of(source)) };
  const made = generatedNetworks([wanted], report, new Budget(report));
  if (report.failed) return { groups: new Map(), links: [] };
  const links = made.links.flatMap((link) => {
    const ends = entryOf(link, 'endpoints');
    return ends === undefined ? [] : itemsOf(ends).map(({ value }) => String(value));
  });
  return { groups: made.groups, links };
}
