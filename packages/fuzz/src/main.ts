#!/usr/bin/env node
import { fuzzCommand } from './cli/cli.js';

let isInterrupted = false;
// A second Ctrl-C ends it at once, as the first has no effect before the scenario is over.
process.once('SIGINT', () => {
  isInterrupted = true;
});

process.exitCode = await fuzzCommand(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  printError: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  nowMs: () => Date.now(),
  isInterrupted: () => isInterrupted,
});
