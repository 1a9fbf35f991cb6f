import { diagnosticOf, wholeFileDiagnostic } from '../diagnostics/diagnostic.js';
import { SourceText } from '../diagnostics/sourceText.js';
import { shownValue } from '../diagnostics/suggestion.js';
import type { Sibling } from '../files/sibling.js';
import { decode } from '../yaml/decode.js';
import { readYaml } from '../yaml/yamlReader.js';
import { Place, type SourceFile } from './place.js';
import type { Report } from './report.js';
import { entryOf, isMapping, itemsOf, Trace, type Traced } from './trace.js';
import { hasInsertion } from './values/insertions.js';

/** More files than anybody keeps an eye on. */
const MAX_FILES = 1_000;

/** How files are read that a scenario includes. */
export interface IncludeContext {
  readonly readSibling: (path: string) => Sibling;
  readonly report: Report;
}

/** The documents that a scenario is put together from: those that are included first, each once, then itself. */
export function withIncluded(document: Traced, context: IncludeContext): Traced[] {
  return new Includer(context).all(document);
}

class Includer {
  readonly #context: IncludeContext;
  readonly #seen = new Set<string>();
  readonly #open: string[] = [];

  constructor(context: IncludeContext) {
    this.#context = context;
  }

  /** `folder`: of the file, from that of the scenario; with a slash behind it. */
  all(document: Traced, folder = ''): Traced[] {
    const include = entryOf(document, 'include');
    if (include === undefined) return [document];
    const wanted = Array.isArray(include.value) ? itemsOf(include) : [include];
    return [...wanted.flatMap((one) => this.#included(one, folder)), document];
  }

  #included(wanted: Traced, folder: string): Traced[] {
    const { report, readSibling } = this.#context;
    const { place } = wanted.trace;
    // What is none of a file's name, the schema tells.
    if (typeof wanted.value !== 'string' || wanted.value === '') return [];
    if (hasInsertion(wanted.value)) {
      report.add(place, {
        message: 'files are included before parameters have values: write the name out',
      });
      return [];
    }
    const path = plainPath(`${folder}${wanted.value}`);
    if (this.#open.includes(path)) {
      const circle = [...this.#open.slice(this.#open.indexOf(path)), path].join(' → ');
      report.add(place, { message: `files include one another in a circle: ${circle}` });
      return [];
    }
    if (this.#seen.has(path)) return [];
    this.#seen.add(path);
    if (this.#seen.size > MAX_FILES) {
      report.add(place, { message: `more than ${MAX_FILES} files are included` });
      return [];
    }
    const sibling = readSibling(path);
    if ('message' in sibling) {
      report.add(place, { message: sibling.message });
      return [];
    }
    const document = this.#read(sibling.file, sibling.bytes, place);
    if (document === null) return [];
    this.#open.push(path);
    const all = this.all(document, path.slice(0, path.lastIndexOf('/') + 1));
    this.#open.pop();
    return all;
  }

  #read(file: string, bytes: Uint8Array, user: Place): Traced | null {
    const { report } = this.#context;
    const decoded = decode(bytes);
    if ('fault' in decoded) {
      report.addDiagnostics([wholeFileDiagnostic(file, decoded.fault.message)]);
      return null;
    }
    const text = new SourceText(file, decoded.text);
    const { value, faults, locate } = readYaml(decoded.text);
    report.addDiagnostics(faults.map((fault) => diagnosticOf(text, fault)));
    if (value === undefined) return null;
    const source: SourceFile = { text, locate };
    const place = Place.of(source, { what: 'included', place: user });
    if (isMapping(value)) return { value, trace: new Trace(place) };
    report.add(place, {
      message: `a file that is included is a mapping, as a scenario is; found ${shownValue(value)}`,
    });
    return null;
  }
}

/** A path without `.` and `..` where they lead nowhere else. */
function plainPath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    const last = steps.at(-1);
    if (step === '.' || (step === '' && steps.length > 0)) continue;
    if (step === '..' && last !== undefined && last !== '..' && last !== '') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}
