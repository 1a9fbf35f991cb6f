import { type LoadResult, loadScenario, type ScenarioSource } from '@packetloom/language';
import { toBase64 } from './base64.js';
import type { RequestFile, RequestScript, RunChoices, RunRequest } from './request.js';

/** A request, or what is wrong with the scenario. */
export type RequestReading =
  | { readonly ok: true; readonly request: RunRequest }
  | Extract<LoadResult, { ok: false }>;

/** A request for a run of a scenario, with all files that it names. */
export function requestOf(source: ScenarioSource, choices: RunChoices = {}): RequestReading {
  const files = new Map<string, RequestFile>();
  const scripts = new Map<string, RequestScript>();
  const { file, bytes, parameters, readSibling, readScript } = source;
  const given = parameters === undefined ? {} : { parameters };
  const loaded = loadScenario({
    file,
    bytes,
    ...given,
    readSibling: (path) => {
      const sibling = readSibling(path);
      if ('bytes' in sibling) {
        files.set(path, { path, file: sibling.file, base64: toBase64(sibling.bytes) });
      }
      return sibling;
    },
    ...(readScript === undefined
      ? {}
      : {
          readScript: (path) => {
            const reading = readScript(path);
            if ('source' in reading) scripts.set(path, { path, source: reading.source });
            return reading;
          },
        }),
  });
  if (!loaded.ok) return loaded;
  const text = new TextDecoder().decode(bytes);
  const included = { files: [...files.values()], scripts: [...scripts.values()] };
  return { ok: true, request: { file, text, ...given, ...included, ...choices } };
}
