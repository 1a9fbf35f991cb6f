import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { complaintAboutNode, OLDEST_NODE } from './nodeVersion.mjs';

it.each(['16.20.2', '18.20.8', '20.0.0', '20.18.3'])('complains about Node %s', (version) => {
  expect(complaintAboutNode(version)).toContain(
    `this is Node ${version}, but Node ${OLDEST_NODE} or newer is needed`,
  );
});

it.each(['20.19.0', '20.20.2', '22.0.0', '26.10.0'])('accepts Node %s', (version) => {
  expect(complaintAboutNode(version)).toBeUndefined();
});

it('names the same oldest Node as the manifest', () => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(manifest).engines.node).toBe(`>=${OLDEST_NODE}`);
});
