// Says which programs that the tests against real peers need are missing, and how to install them.

import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Each with the names it goes by, and the Debian package that brings it. */
const PEERS = [
  { names: ['tshark'], debianPackage: 'tshark' },
  { names: ['chromium', 'chromium-browser', 'google-chrome'], debianPackage: 'chromium' },
];

const missing = PEERS.filter(({ names }) => !names.some(isOnPath));
if (missing.length > 0) {
  const programs = missing.map(({ names }) => names[0]).join(' and ');
  const packages = missing.map(({ debianPackage }) => debianPackage).join(' ');
  process.stderr.write(
    `The tests against real peers need ${programs}, which cannot be found on PATH.\n` +
      `On Debian or Ubuntu: apt-get install --no-install-recommends ${packages}\n`,
  );
  process.exitCode = 1;
}

/** @param {string} name */
function isOnPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => isExecutable(join(folder, name)));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
