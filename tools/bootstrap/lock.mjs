// One set-up at a time in one working tree, also when several commands start together.

import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

const HEARTBEAT_MS = 1_000;
/** A lock this long without a heartbeat belongs to nobody: its machine is gone. */
const ABANDONED_AFTER_MS = 20_000;
const POLL_MS = 100;

/**
 * Runs `work` while holding the lock folder; waits while somebody else holds it.
 * @template T
 * @param {string} folder
 * @param {() => void} onWait called once when the lock is taken
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, onWait, work) {
  let waited = false;
  while (!take(folder)) {
    if (!waited) onWait();
    waited = true;
    removeIfAbandoned(folder);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const heartbeat = setInterval(() => beat(folder), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function beat(folder) {
  const now = new Date();
  try {
    utimesSync(folder, now, now);
  } catch (error) {
    // Somebody removed node_modules under us; the work will notice by itself.
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** @param {string} folder @returns {boolean} whether the lock is ours now */
function take(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(folder, 'owner'), `${hostname()} ${process.pid}`);
  return true;
}

/**
 * Only one waiter at a time may decide that a lock is abandoned: otherwise the second could remove
 * the lock that the first has taken since.
 * @param {string} folder
 */
function removeIfAbandoned(folder) {
  const judge = `${folder}.judge`;
  try {
    mkdirSync(judge);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (ageMs(judge) > ABANDONED_AFTER_MS) rmSync(judge, { recursive: true, force: true });
    return;
  }
  try {
    if (isAbandoned(folder)) rmSync(folder, { recursive: true, force: true });
  } finally {
    rmSync(judge, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function isAbandoned(folder) {
  if (ageMs(folder) > ABANDONED_AFTER_MS) return true;
  /** @type {string} */
  let owner;
  try {
    owner = readFileSync(join(folder, 'owner'), 'utf8');
  } catch {
    return false;
  }
  const [host, pid] = owner.split(' ');
  return host === hostname() && !isAlive(Number(pid));
}

/** @param {number} pid */
function isAlive(pid) {
  if (!(pid > 0)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** @param {string} path @returns {number} 0 when there is nothing at the path */
function ageMs(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 0 : Date.now() - stats.mtimeMs;
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
