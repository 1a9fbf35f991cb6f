import { bufferbloat } from './experiments/bufferbloat.js';
import { cubicCurve } from './experiments/cubicCurve.js';
import { dctcpQueue } from './experiments/dctcpQueue.js';
import { fairness } from './experiments/fairness.js';
import { incast } from './experiments/incast.js';
import { rttUnfairness } from './experiments/rttUnfairness.js';
import { slowStart } from './experiments/slowStart.js';
import { squareRoot } from './experiments/squareRoot.js';
import { sectionText, wrappedText } from './section.js';

/** What the page consists of, in its order. */
export const EXPERIMENTS = {
  slowStart,
  squareRoot,
  cubicCurve,
  fairness,
  rttUnfairness,
  bufferbloat,
  dctcpQueue,
  incast,
} as const;

/** What stands above the sections. */
export const HEAD = `# TCP against theory

${wrappedText(
  'What TCP does here, against what papers and RFCs say that it should. `npm run tcp-validation -- --write` runs all of it and writes this page; tests keep the bounds that are named, and fail when a number of the page is off by a tenth. Runs are deterministic: they give the same numbers on every machine. That the protocol does what Linux does is shown elsewhere, by the vectors of `npm run conformance` and the scripts of [packetdrill](packetdrill.md).',
)}
`;

/** The page. */
export function pageText(): string {
  const sections = Object.values(EXPERIMENTS).map((experiment) => sectionText(experiment()));
  return [HEAD, ...sections].join('\n');
}
