// The reference page of the scenario language, from its schema.

import { readFileSync } from 'node:fs';
import { wrapped } from '../../../tools/style/wrap.mjs';

const PLANNED = new URL('../schema/not-built-yet.json', import.meta.url);

/** @typedef {{ schema: any, sections: readonly Section[] }} Page */
/** @typedef {{ after: string, sections: readonly Section[] }} FeatureSections */
/** @typedef {readonly [name: string, title: string, example: string | null]} Section */

/** The mappings that get a section of their own, in the order of the page. */
const SECTIONS = [
  ['scenarioNode', 'A node', 'nodes:\n  r1: { kind: router, ttl: 32 }'],
  ['scenarioLink', 'A link', 'links:\n  - { endpoints: ["h1:eth0", "r1:eth0"], delay: 5ms }'],
  ['reverseDirection', 'The reverse direction of a link', null],
  [
    'rate',
    'A rate',
    'links:\n  - { endpoints: ["h1:eth0", "r1:eth0"], rate: { bits: 10mbit, cell: 48b, cellOverhead: 5b } }',
  ],
  [
    'delay',
    'A delay',
    'links:\n  - { endpoints: ["h1:eth0", "r1:eth0"], delay: { mean: 20ms, jitter: 2ms, distribution: normal } }',
  ],
  [
    'queue',
    'A queue',
    'links:\n  - { endpoints: ["h1:eth0", "r1:eth0"], queue: { kind: red, min: 5p, max: 15p, limit: 60p } }',
  ],
  [
    'loss',
    'A loss',
    'links:\n  - { endpoints: ["h1:eth0", "r1:eth0"], loss: { gemodel: { p: 1%, r: 30% } } }',
  ],
  ['duplicate', 'A duplication', null],
  ['corrupt', 'A corruption', null],
  ['reorder', 'A reordering', null],
  [
    'slot',
    'A slot',
    'links:\n  - { endpoints: ["h1:eth0", "r1:eth0"], slot: { min: 4ms, max: 6ms, packets: 10p } }',
  ],
  [
    'linkWeight',
    'A weight of a link',
    'links:\n  - { endpoints: ["h1:eth0", "r1:eth0"], weight: { forward: 10, reverse: 1 } }',
  ],
  [
    'scenarioSegment',
    'A segment',
    'segments:\n  lan: { kind: switch, attach: ["h1:eth0", "h2:eth0"], subnet: 10.9.1.0/24 }',
  ],
  [
    'attachment',
    'An attachment to a segment',
    'attach: ["h1:eth0", { endpoint: "h2:eth0", mac: "02:00:00:00:00:02", rate: 10mbit }]',
  ],
  ['scenarioEvent', 'An event', 'events:\n  - { at: 1s, name: probe, ping: { from: h1, to: h2 } }'],
  [
    'multicastRouting',
    'Multicast routing of a router',
    'nodes:\n  r1: { kind: router, multicast: { query-interval: 60s } }',
  ],
  ['expectation', 'An expectation', 'expect:\n  - that: app.probe.lost == 0'],
  ['profile', 'A profile of one’s own', null],
];

const INTRODUCTION = `# Scenario reference

Every key of a scenario file. This page is made from the schema, \`packages/language/schema/scenario.schema.json\`,
which editors can use too: put this on the first line of a scenario file.

\`\`\`yaml
# yaml-language-server: $schema=../../language/schema/scenario.schema.json
\`\`\`

A scenario file is YAML (1.2) or JSON, of at most 256 MiB, and a sixteenth of the memory that there is. Anchors and
aliases work, for up to 20,000 values or one for two characters of the file, if these are more; merge keys (\`<<\`), tags
and several documents in one file do not. Values on several lines, but for texts behind \`|\` and \`>\`, take large files
longer to read: ten times, and 150 octets of memory for each of the file. Whatever is wrong in a file is
reported with its line and column before anything runs, and \`npm run scenario\` ends with exit code 2.

## Units

Every quantity has a unit; a number without one is an error.

| quantity | units | examples |
|---|---|---|
| duration | \`ns\`, \`us\`, \`ms\`, \`s\`, \`m\`, \`h\`; exact to the nanosecond | \`20ms\`, \`0.25us\`, \`1.5s\` |
| rate | \`bit\`, \`kbit\`, \`mbit\`, \`gbit\` a second, in steps of 1,000; or \`unlimited\` | \`10mbit\` |
| size | \`b\` (bytes), \`kb\`, \`mb\` in steps of 1,000, \`kib\`, \`mib\` in steps of 1,024 | \`160b\` |
| queue | \`p\` (packets) | \`100p\` |

Two sizes are plain numbers of bytes, as in the programs that they come from: \`mtu\` (\`ip link\`) and the \`size\` of
a \`ping\`.
`;

/**
 * @param {any} schema the schema of the language
 * @param {readonly FeatureSections[]} features sections of features
 * @returns {string} Markdown
 */
export function referencePage(schema, features) {
  const page = { schema, sections: sectionsOf(schema, features) };
  const parts = [INTRODUCTION, '## The scenario\n', tableOf(schema, page)];
  for (const [name, property] of Object.entries(schema.properties)) {
    parts.push(...innerSections(name, property, page));
  }
  for (const [name, title, example] of page.sections) {
    const definition = schema.definitions[name];
    parts.push(`## ${title}\n`);
    if (definition.description !== undefined) parts.push(`${definition.description}\n`);
    if (example !== null) parts.push(`\`\`\`yaml\n${example}\n\`\`\`\n`);
    for (const mapping of mappingsOf(definition)) {
      parts.push(tableOf(mapping, page));
      for (const [key, property] of Object.entries(mapping.properties)) {
        parts.push(...innerSections(`${title.replace(/^An? /, '')}: ${key}`, property, page));
      }
    }
  }
  parts.push(plannedSection());
  return wrapped(parts.join('\n'));
}

/**
 * The sections of the page: those in order above with those of features, then each definition with keys that has none.
 * @param {any} schema @param {readonly FeatureSections[]} features @returns {Section[]}
 */
function sectionsOf(schema, features) {
  const ordered = /** @type {Section[]} */ (SECTIONS).flatMap((section) => [
    section,
    ...features.filter(({ after }) => after === section[0]).flatMap(({ sections }) => sections),
  ]);
  const listed = new Set(ordered.map(([name]) => name));
  const others = Object.keys(schema.definitions).filter(
    (name) => !listed.has(name) && mappingsOf(schema.definitions[name]).length > 0,
  );
  return [...ordered, ...others.map((name) => /** @type {Section} */ ([name, name, null]))];
}

/** The mappings that a value may be, itself or as what a list or a mapping holds. @param {any} part @returns {any[]} */
function mappingsOf(part) {
  if (typeof part !== 'object' || part === null) return [];
  const { properties, anyOf = [], items, additionalProperties } = part;
  const own = properties === undefined ? [] : [part];
  return [...own, ...[...anyOf, items, additionalProperties].flatMap(mappingsOf)];
}

/**
 * A section for each mapping that stands in the schema at its place, and those in it.
 * @param {string} title @param {any} property @param {Page} page @returns {string[]}
 */
function innerSections(title, property, page) {
  return mappingsOf(property).flatMap((mapping) => [
    `### ${title}\n`,
    ...(property.description === undefined ? [] : [`${property.description}\n`]),
    tableOf(mapping, page),
    ...Object.entries(mapping.properties).flatMap(([key, inner]) =>
      innerSections(`${title}.${key}`, inner, page),
    ),
  ]);
}

/** @param {any} mapping @param {Page} page */
function tableOf(mapping, page) {
  const required = new Set(mapping.required ?? []);
  const rows = Object.entries(mapping.properties).map(([key, own]) => {
    const property = resolved(own, page.schema);
    const examples = (property.examples ?? []).map(exampleText).join('<br>');
    const must = required.has(key) ? ' **Required.**' : '';
    const description = `${property.description}${choicesOf(property)}${longFormOf(own, page)}${must}`;
    return `| \`${key}\` | ${cell(description)} | ${examples} |`;
  });
  return `| key | meaning | example |\n|---|---|---|\n${rows.join('\n')}\n`;
}

/** Where the keys of a value are told of. @param {any} own @param {Page} page */
function longFormOf(own, page) {
  const name = own.$ref?.replace('#/definitions/', '');
  const section = page.sections.find(([definition]) => definition === name);
  if (section === undefined) return '';
  const [, title] = section;
  const anchor = title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
  return ` Its keys: [${title}](#${anchor}).`;
}

/** @param {any} property */
function choicesOf(property) {
  if (property.type === 'boolean') return ' `true` or `false`.';
  if (property.enum === undefined) return rangeOf(property);
  return ` One of ${property.enum.map((/** @type {string} */ word) => `\`${word}\``).join(', ')}.`;
}

/** @param {any} property */
function rangeOf({ minimum, maximum }) {
  return minimum === undefined ? '' : ` ${minimum} to ${maximum}.`;
}

/** @param {any} example */
function exampleText(example) {
  return `\`${cell(flowText(example))}\``;
}

/** The value as YAML on one line. @param {any} value @returns {string} */
function flowText(value) {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${key}: ${flowText(inner)}`);
    return `{ ${entries.join(', ')} }`;
  }
  if (typeof value === 'string' && /[:*[\]{},#&"]/.test(value)) return JSON.stringify(value);
  return String(value);
}

/** @param {any} own @param {any} schema */
function resolved(own, schema) {
  if (own.$ref === undefined) return own;
  const target = schema.definitions[own.$ref.replace('#/definitions/', '')];
  const { $ref: _, ...siblings } = own;
  return { ...target, ...siblings };
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function plannedSection() {
  const { keys, values } = JSON.parse(readFileSync(PLANNED, 'utf8'));
  const rows = Object.entries(keys).flatMap(([index, planned]) =>
    Object.entries(planned).map(([key, what]) => `| \`${key}\` of ${index} | ${what} |`),
  );
  for (const [key, planned] of Object.entries(values)) {
    for (const [value, what] of Object.entries(planned)) {
      rows.push(`| \`${key}: ${value}\` | ${what} |`);
    }
  }
  return `## Not built yet

These belong to the language, but are not built yet. A file that uses one gets an error that says so; nothing
is read and then ignored.

| what | for |
|---|---|
${rows.join('\n')}
`;
}
