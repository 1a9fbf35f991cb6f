#!/usr/bin/env node
import { fuzzCommand } from './cli/cli.js';

process.exitCode = await fuzzCommand(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  printError: (text) => process.stderr.write(text),
  nowMs: () => Date.now(),
});
