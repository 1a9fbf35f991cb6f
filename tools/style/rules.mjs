// Rules that neither the linter nor the compiler knows. Each looks at one file and names lines.

import { MAX_COLUMNS } from './wrap.mjs';

/** @typedef {{ path: string, line: number, rule: string, text: string }} Finding */
/** @typedef {{ path: string, lines: string[] }} SourceFile */

const MAX_LINES = 400;

const isCode = (/** @type {string} */ path) => /\.(ts|mts|js|mjs)$/.test(path);
const isTest = (/** @type {string} */ path) => path.endsWith('.test.ts');
const isGenerated = (/** @type {string} */ path) => /(^|\/)generated\//.test(path);

/** Words that the field has others for, with those: see docs/glossary.md, which lists them. */
const PRIVATE_WORDS = new RegExp(
  `\\b(${[
    'F' + 'ate',
    'Named' + 'Promise',
    'Link' + 'Mates',
    'Happen' + 'ing',
    'Surround' + 'ings',
    'tell' + '(?:Change|NoAnswer|Carrier|Originated)',
    'forget' + 'Judgement',
    'judge' + 'Arp',
    'Event' + 'Place',
    'Script' + 'Place',
    'Packet' + 'Story',
    'App' + 'Makers',
    '(?:MO' +
      'ST|LARG' +
      'EST|LONG' +
      'EST|DEEP' +
      'EST|SHORT' +
      'EST|SMALL' +
      'EST|LE' +
      'AST)_[A-Z_]+',
    'under ' + 'way',
    'in the place ' + 'of',
    '(?:has|have) no fa' + 'te',
    'puts? together (?:from )?frag' + 'ments',
  ].join('|')})\\b`,
);

/** Where users of `path` read: Markdown, code and scenario files, but not what is made from these. */
const isWritten = (/** @type {string} */ path) =>
  /\.(md|ts|mjs|ya?ml)$/.test(path) && !/(^|\/)vectors\//.test(path);

/**
 * Words are put together here so that this file does not find itself.
 * @type {{ rule: string, applies: (path: string) => boolean, pattern: RegExp }[]}
 */
const LINE_RULES = [
  {
    rule: 'open promises: finish it, or file an issue',
    applies: isCode,
    pattern: new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`),
  },
  {
    rule: 'a path of one machine',
    applies: () => true,
    pattern: new RegExp(
      `(^|[^\\w.:/-])/(${['ho' + 'me', 'ro' + 'ot', 'tm' + 'p', 'Us' + 'ers', 'wo' + 'rk', 'fa' + 'rm'].join('|')})/[\\w.]`,
    ),
  },
  {
    rule: 'the address of a package registry',
    applies: (path) => path !== 'pnpm-lock.yaml',
    pattern: new RegExp(
      `registry\\.${'npm' + 'js'}|deb\\.${'deb' + 'ian'}\\.org|localhost:\\d+/npm`,
    ),
  },
  {
    rule: 'the type checker or the linter switched off',
    applies: isCode,
    pattern: new RegExp(`@ts-${'ig' + 'nore'}|@ts-${'no' + 'check'}|biome-${'ig' + 'nore'}-all`),
  },
  {
    rule: 'a type escape',
    applies: (path) => isCode(path) && !isTest(path),
    pattern: new RegExp(`\\bas ${'unk' + 'nown'} as\\b`),
  },
  {
    rule: 'random numbers come from a named stream',
    // Scripts of users get one under its old name, of which the schema tells.
    applies: (path) =>
      isCode(path) &&
      path.startsWith('packages/') &&
      !/^packages\/(runner|scenarios)\/src\/script\//.test(path) &&
      !/^packages\/language\/src\/.*\/(schema|parts\/event)\.ts$/.test(path),
    pattern: new RegExp(`\\bMath\\.${'ran' + 'dom'}\\b`),
  },
  {
    rule: 'a word of our own: docs/glossary.md has that of the field',
    applies: (path) => isWritten(path),
    pattern: PRIVATE_WORDS,
  },
  {
    rule: 'engines differ in this function, and a run is the same on all of them',
    applies: (path) =>
      /^packages\/(core|sim|language|runner|scenarios)\/src\//.test(path) && !isTest(path),
    pattern: /\bMath\.(a?(sin|cos|tan)h?|atan2|exp|expm1|log|log1p|log2|log10|cbrt|hypot|pow)\(/,
  },
];

/** @param {SourceFile} file @returns {Finding[]} */
function longLines({ path, lines }) {
  const findings = [];
  let inCode = false;
  for (const [index, text] of lines.entries()) {
    if (path.endsWith('.md') && /^\s*```/.test(text)) inCode = !inCode;
    const isProse = path.endsWith('.md')
      ? !inCode && !/^\s*(\||#)/.test(text)
      : isCode(path) && /^\s*(\/\/|\/?\*)/.test(text);
    if (!isProse || text.length <= MAX_COLUMNS || !/\S\s+\S/.test(text.trim())) continue;
    const rule = `longer than ${MAX_COLUMNS} characters: npm run wrap`;
    findings.push({ path, line: index + 1, rule, text: '' });
  }
  return findings;
}

/** @param {SourceFile} file @returns {Finding[]} */
export function findingsIn({ path, lines }) {
  if (isGenerated(path)) return [];
  const findings = longLines({ path, lines });
  if (isCode(path) && lines.length > MAX_LINES) {
    const rule = `longer than ${MAX_LINES} lines; is it one idea?`;
    findings.push({ path, line: lines.length, rule, text: '' });
  }
  for (const { rule, applies, pattern } of LINE_RULES) {
    if (!applies(path)) continue;
    lines.forEach((text, index) => {
      if (pattern.test(text)) findings.push({ path, line: index + 1, rule, text: text.trim() });
    });
  }
  return findings;
}
