import { type Diagnostic, diagnosticLine } from '@packetloom/language';
import { describe, expect, it } from 'vitest';
import { PLAIN } from '../text/style.js';
import { diagnosticText } from './diagnosticText.js';

const diagnostic: Diagnostic = {
  severity: 'error',
  file: 'a.yaml',
  line: 12,
  column: 6,
  message: "unknown key 'dealy' in a link",
  suggestion: 'delay',
  excerpt: { text: '\t    dealy: 20ms', start: 5, length: 5 },
};

describe('a message about a file', () => {
  it('names the place, what was found and what may have been meant', () => {
    expect(diagnosticLine(diagnostic)).toBe(
      "a.yaml:12:6: unknown key 'dealy' in a link; did you mean delay?",
    );
  });

  it('shows the line, with tabs as they are, so that the mark stands below what it is about', () => {
    expect(diagnosticText(diagnostic, PLAIN).split('\n')).toEqual([
      "a.yaml:12:6: unknown key 'dealy' in a link; did you mean delay?",
      '   12 | \t    dealy: 20ms',
      '      | \t    ^^^^^',
    ]);
  });

  it('is one line where no line can be shown, and calls a warning one', () => {
    const { excerpt: _, suggestion: __, ...short } = diagnostic;
    expect(diagnosticText({ ...short, severity: 'warning' }, PLAIN)).toBe(
      "a.yaml:12:6: warning: unknown key 'dealy' in a link",
    );
  });
});
