// Reports of what the packages export, in docs/api: `npm run api` writes them anew, `npm run api -- --check` finds
// whether they are current. They are made from the declarations in dist.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const PACKAGES = ['core', 'sim', 'language', 'runner', 'scenarios'];
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs', 'api');
const isCheck = process.argv.includes('--check');

const silent = { default: { logLevel: ExtractorLogLevel.None } };
const temporary = mkdtempSync(join(tmpdir(), 'packetloom-api-'));
const outdated = [];
try {
  mkdirSync(folder, { recursive: true });
  for (const name of PACKAGES) {
    const path = join(folder, `${name}.api.md`);
    const report = reportOf(name);
    if (existsSync(path) && readFileSync(path, 'utf8') === report) continue;
    outdated.push(name);
    if (!isCheck) writeFileSync(path, report);
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
const text = outdated.length === 0 ? 'current' : `changed: ${outdated.join(', ')}`;
process.stdout.write(`${PACKAGES.length} reports of exports; ${text}\n`);
if (isCheck && outdated.length > 0) {
  process.stdout.write('npm run api writes them anew; look at what changes for users\n');
  process.exitCode = 1;
}

/** @param {string} name @returns {string} */
function reportOf(name) {
  const projectFolder = join(root, 'packages', name);
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder,
      mainEntryPointFilePath: join(projectFolder, 'dist', 'index.d.ts'),
      compiler: { tsconfigFilePath: join(projectFolder, 'tsconfig.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: temporary,
        reportTempFolder: join(temporary, 'draft'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: silent,
        extractorMessageReporting: silent,
        tsdocMessageReporting: silent,
      },
      newlineKind: 'lf',
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(projectFolder, 'package.json'),
  });
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true;
    },
  });
  return readFileSync(join(temporary, `${name}.api.md`), 'utf8');
}
