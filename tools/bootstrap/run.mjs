// Runs a program with all that it prints on stderr.

import { spawn } from 'node:child_process';

/** How much of the end of the output is kept to tell why a program failed. */
const KEPT_CHARACTERS = 64_000;

/** What the user's own environment does not say otherwise. */
const INSTALL_ENVIRONMENT = {
  // Trust whom the machine trusts: newer Nodes bring a list of their own instead.
  NODE_USE_SYSTEM_CA: '1',
  // Two more attempts, but a machine without network is told so in seconds, not after a minute.
  npm_config_fetch_retry_mintimeout: '1000',
  npm_config_fetch_retry_maxtimeout: '5000',
};

/**
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ cwd: string, shell?: boolean }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, parameters, { cwd, shell = false }) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...INSTALL_ENVIRONMENT, ...process.env };
  // `npm run --silent` hands its silence on; then nobody could see why an install failed.
  delete env.npm_config_loglevel;
  const child = spawn(program, parameters, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const relay = (/** @type {string} */ text) => {
    process.stderr.write(text);
    output = (output + text).slice(-KEPT_CHARACTERS);
  };
  child.stdout.setEncoding('utf8').on('data', relay);
  child.stderr.setEncoding('utf8').on('data', relay);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      relay(`${program}: ${error.message}\n`);
      resolve({ code: 1, output });
    });
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
