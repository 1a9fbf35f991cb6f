// A worker that is given nothing but the text of a request does the same run.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type RunResult, runRequest } from '@packetloom/runner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gallery } from './cli/gallery.js';
import { requestOfFile } from './files/loadScenarioFile.js';
import { nodeScriptHost } from './script/nodeScriptHost.js';

const built = pathToFileURL(createRequire(import.meta.url).resolve('@packetloom/scenarios')).href;

const WORKER = `
const { parentPort } = require('node:worker_threads');
import(${JSON.stringify(built)}).then(({ nodeScriptHost: scriptHost, runRequest }) => {
  parentPort.on('message', (text) => {
    parentPort.postMessage(JSON.stringify(runRequest(JSON.parse(text), { scriptHost })));
  });
});`;

let worker: Worker;
beforeAll(() => {
  worker = new Worker(WORKER, { eval: true, execArgv: [] });
});
afterAll(() => worker.terminate());

function inWorker(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (text: string) => {
      worker.off('error', reject);
      resolve(text);
    });
    worker.postMessage(request);
  });
}

describe.each(gallery())('$name of the gallery', ({ path }) => {
  it('is run in a worker from JSON alone, with the same result', async () => {
    const reading = requestOfFile(path, 'a.yaml', { scripts: true }, { run: 3, timeline: true });
    if (!reading.ok) throw new Error(reading.problems[0]?.message);
    const { request } = reading;
    const text = JSON.stringify(request);
    expect(JSON.parse(text)).toStrictEqual(request);
    const here = runRequest(request, { scriptHost: nodeScriptHost });
    expect(here.kind).toBe('finished');
    const there: RunResult = JSON.parse(await inWorker(text));
    expect(there).toStrictEqual(here);
  });
});
