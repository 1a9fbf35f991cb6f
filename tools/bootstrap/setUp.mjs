// Decides what has to be installed and built, and does that once.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFingerprint, installFingerprint, packageFolders } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { complaintAboutNode } from './nodeVersion.mjs';
import { run } from './run.mjs';

/** The set-up cannot be finished; the message says what the user can do. */
export class SetUpError extends Error {}

const STATE_FOLDER = join('node_modules', '.packetloom');
const INSTALL_STAMP = 'installed';
const BUILD_STAMP = 'built';
/** The packages that nothing else depends on; TypeScript builds what they refer to. */
const BUILD_ROOTS = [
  'packages/scenarios',
  'packages/conformance',
  'packages/packetdrill',
  'packages/bench',
  'packages/fuzz',
];
const NOT_TRUSTED =
  /SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE/;
const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ERR_PNPM_META_FETCH_FAIL|UND_ERR_CONNECT_TIMEOUT/;

/**
 * @param {{ root: string, build: boolean }} options `root`: the folder of pnpm-workspace.yaml
 * @throws {SetUpError}
 */
export async function setUp({ root, build }) {
  const complaint = complaintAboutNode(process.versions.node);
  if (complaint !== undefined) throw new SetUpError(complaint);
  if (isInstalled(root) && (!build || isBuilt(root))) return;

  mkdirSync(join(root, STATE_FOLDER), { recursive: true });
  const lock = join(root, STATE_FOLDER, 'lock');
  const onWait = () => say('another set-up of this project is running; waiting for it…');
  await withLock(lock, onWait, async () => {
    // Whoever held the lock before may have done all of it.
    if (!isInstalled(root)) await install(root);
    if (build && !isBuilt(root)) await compile(root);
  });
}

/** @param {string} root */
function isInstalled(root) {
  return (
    readStamp(root, INSTALL_STAMP) === installFingerprint(root) &&
    packageFolders(root).every((folder) => hasItsDependencies(join(root, folder)))
  );
}

/** @param {string} folder */
function hasItsDependencies(folder) {
  if (existsSync(join(folder, 'node_modules'))) return true;
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length === 0;
}

/** @param {string} root */
function isBuilt(root) {
  return (
    readStamp(root, BUILD_STAMP) === buildFingerprint(root, installFingerprint(root)) &&
    packageFolders(root).every((folder) => existsSync(join(root, folder, 'dist', '.tsbuildinfo')))
  );
}

/** @param {string} root @returns {string[]} what makes bundles of what the compiler has made */
function bundlers(root) {
  return packageFolders(root)
    .map((folder) => join(root, folder, 'tools', 'bundle.mjs'))
    .filter((path) => existsSync(path));
}

/** @param {string} root */
async function install(root) {
  removeStamp(root, INSTALL_STAMP);
  removeStamp(root, BUILD_STAMP);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  /** @type {string} */
  const packageManager = manifest.packageManager;
  say(`installing dependencies with ${packageManager}…`);
  const began = Date.now();
  const { code, output } = await run(
    'npx',
    [
      '--yes',
      packageManager,
      'install',
      '--frozen-lockfile',
      '--prod=false', // also where NODE_ENV says production: the compiler is a dev dependency
      '--reporter=append-only',
      '--config.confirmModulesPurge=false', // nobody is there to answer
    ],
    { cwd: root, shell: process.platform === 'win32' },
  );
  if (code !== 0) throw new SetUpError(explainFailedInstall(output));
  writeStamp(root, INSTALL_STAMP, installFingerprint(root));
  say(`installed in ${secondsSince(began)} s`);
}

/** @param {string} output */
function explainFailedInstall(output) {
  if (NOT_TRUSTED.test(output)) {
    return 'the package registry shows a certificate that Node does not trust, so the dependencies are not installed. If a proxy of yours signs connections, name its certificate in NODE_EXTRA_CA_CERTS and run the command again.';
  }
  if (NO_NETWORK.test(output)) {
    return 'the package registry could not be reached, so the dependencies are not installed. Check the network connection and the proxy (`npm config get registry`, `npm config get proxy`), then run the command again.';
  }
  if (output.includes('ERR_PNPM_OUTDATED_LOCKFILE')) {
    return 'pnpm-lock.yaml does not match the package.json files. Run `npx pnpm@10 install` and commit the lockfile.';
  }
  return 'installing the dependencies failed; the messages above say why.';
}

/** @param {string} root */
async function compile(root) {
  removeStamp(root, BUILD_STAMP);
  say('building…');
  // Taken before: what somebody edits during the build is then built the next time.
  const fingerprint = buildFingerprint(root, installFingerprint(root));
  const began = Date.now();
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code } = await run(process.execPath, [compiler, '-b', ...BUILD_ROOTS], { cwd: root });
  if (code !== 0) throw new SetUpError('the build failed; the messages above say where.');
  for (const bundler of bundlers(root)) {
    const bundled = await run(process.execPath, [bundler], { cwd: root });
    if (bundled.code !== 0) throw new SetUpError('bundling failed; the messages above say why.');
  }
  writeStamp(root, BUILD_STAMP, fingerprint);
  say(`built in ${secondsSince(began)} s`);
}

/** @param {string} root @param {string} name */
function readStamp(root, name) {
  const path = join(root, STATE_FOLDER, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** @param {string} root @param {string} name @param {string} fingerprint */
function writeStamp(root, name, fingerprint) {
  mkdirSync(join(root, STATE_FOLDER), { recursive: true });
  writeFileSync(join(root, STATE_FOLDER, name), fingerprint);
}

/** @param {string} root @param {string} name */
function removeStamp(root, name) {
  rmSync(join(root, STATE_FOLDER, name), { force: true });
}

/** @param {string} message */
function say(message) {
  process.stderr.write(`packetloom: ${message}\n`);
}

/** @param {number} began from `Date.now()` */
function secondsSince(began) {
  return ((Date.now() - began) / 1_000).toFixed(1);
}
