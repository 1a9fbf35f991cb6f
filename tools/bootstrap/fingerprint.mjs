// What the installed packages and the built files were made from, as one hash each.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} root @returns {string[]} the folders of the workspace's packages, sorted */
export function packageFolders(root) {
  return readdirSync(join(root, 'packages'))
    .map((name) => join('packages', name))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort();
}

/**
 * By content, as a checkout or a copy changes times but not dependencies. Native parts of the
 * dependencies differ with the platform.
 * @param {string} root
 */
export function installFingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  const manifests = packageFolders(root).map((folder) => join(folder, 'package.json'));
  for (const path of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', ...manifests]) {
    hash
      .update(`${path}\n`)
      .update(readFileSync(join(root, path)))
      .update('\n');
  }
  return hash.digest('hex');
}

/**
 * By path, size and time of change, as reading every source on every start would cost more.
 * @param {string} root
 * @param {string} installed the install fingerprint: it names the compiler and the libraries
 */
export function buildFingerprint(root, installed) {
  const hash = createHash('sha256').update(`${installed}\n`);
  for (const path of ['tsconfig.json', 'tsconfig.base.json']) addFile(hash, root, path);
  for (const folder of packageFolders(root)) {
    addFile(hash, root, join(folder, 'tsconfig.json'));
    for (const name of ['src', 'tools', 'schema']) addFolder(hash, root, join(folder, name));
  }
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} root @param {string} folder */
function addFolder(hash, root, folder) {
  if (!existsSync(join(root, folder))) return;
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, root, path);
    else if (!entry.name.endsWith('.test.ts')) addFile(hash, root, path);
  }
}

/** @param {import('node:crypto').Hash} hash @param {string} root @param {string} path */
function addFile(hash, root, path) {
  const { size, mtimeNs } = statSync(join(root, path), { bigint: true });
  hash.update(`${path} ${size} ${mtimeNs}\n`);
}
