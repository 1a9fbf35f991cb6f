#!/usr/bin/env node
// Measures TCP against theory: prints the page about it, or writes it.
//
//   npm run tcp-validation -- [--write]

import { writeFileSync } from 'node:fs';
import { pageText } from './page.js';

const PAGE = new URL('../../../../docs/tcp-validation.md', import.meta.url);
const BAD_INPUT = 2;

const words = process.argv.slice(2);
if (words.some((word) => word !== '--write')) {
  process.stderr.write('usage: npm run tcp-validation -- [--write]\n');
  process.exitCode = BAD_INPUT;
} else if (words.length === 0) process.stdout.write(pageText());
else writeFileSync(PAGE, pageText());
