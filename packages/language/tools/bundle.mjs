// The schema as code, beside what the compiler makes. Called by the build, after the compiler.

import { readFileSync, writeFileSync } from 'node:fs';
import { validatorCode } from './validatorCode.mjs';

const SCHEMA = new URL('../schema/document.schema.json', import.meta.url);
const CODE = new URL('../dist/schema/validatorCode.js', import.meta.url);

writeFileSync(CODE, validatorCode(JSON.parse(readFileSync(SCHEMA, 'utf8'))));
