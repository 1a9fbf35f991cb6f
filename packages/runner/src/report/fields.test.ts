import { readFileSync } from 'node:fs';
import { APP_KINDS, appInfo, type FieldInfo } from '@packetloom/language';
import { checkExpression, idleApp, rootShapes } from '@packetloom/language/internal';
import { describe, expect, it } from 'vitest';
import { fieldsPage } from '../../test/fieldsPage.js';
import { outcomeOf, TWO_HOSTS } from '../../test/scenario.js';
import { VERSION } from '../version.js';
import { jsonReport } from './jsonReport.js';

it('the page about fields is current (else run vitest -u)', async () => {
  await expect(fieldsPage()).toMatchFileSnapshot('../../../../docs/fields.md');
});

it('the version is that of the package', () => {
  const file = new URL('../../package.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8')).version).toBe(VERSION);
});

it('every field of every kind of app is in --json and in expressions, by one name', () => {
  const run = outcomeOf(TWO_HOSTS);
  const begun = { atNs: 1e9, intervalNs: 0, pings: [] };
  const idle = APP_KINDS.map((kind) => ({ name: kind, scope: idleApp(kind), ...begun }));
  const result = { ...run, apps: idle };
  const [scenario] = JSON.parse(jsonReport([{ file: 'a.yaml', result, artifacts: {} }])).scenarios;
  const apps = APP_KINDS.map((kind) => ({ name: kind, kind, receivers: ['h2'] }));
  const shapes = rootShapes({ nodes: [], links: [], segments: [], apps });
  for (const [index, kind] of APP_KINDS.entries()) {
    const names = appInfo(kind).fields.map(({ name }) => name);
    const { name, kind: itsKind, atNs, ...json } = scenario.apps[index];
    expect(Object.keys(json).map((key) => key.replace(/Ns$/, ''))).toEqual(names);
    const root = shapes.get('app');
    const shape = root?.kind === 'record' ? root.fields.get(kind) : undefined;
    expect(shape?.kind === 'record' ? [...shape.fields.keys()] : []).toEqual(names);
    expect([name, itsKind, atNs]).toEqual([kind, kind, 1e9]);
  }
});

it('every field says what it means', () => {
  const check = (fields: readonly FieldInfo[]) => {
    const names = fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { description } of fields) expect(description).toMatch(/^[^.].*[^.]$/);
  };
  for (const kind of APP_KINDS) check(appInfo(kind).fields);
});

describe('the fields that docs/expectations.md names', () => {
  const page = readFileSync(new URL('../../../../docs/expectations.md', import.meta.url), 'utf8');
  const rows = page.match(/^\| `(?:run|node|link|segment|app)\..*$/gm) ?? [];
  const names = rows
    .flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)])
    .map(([, name = '']) => name);

  it.each(names)('are there: %s', (name) => {
    const one = { name: 'NAME', receivers: ['NODE'] };
    const faults = APP_KINDS.map((kind) =>
      checkExpression(`size([${name.replace('REASON', 'no-route')}]) == 1`, {
        nodes: ['NAME'],
        links: ['NAME'],
        segments: [{ name: 'NAME', ports: [] }],
        apps: [{ ...one, kind }],
      }),
    );
    expect(Math.min(...faults.map(({ length }) => length))).toBe(0);
  });

  it('are some', () => expect(names.length).toBeGreaterThan(10));
});
