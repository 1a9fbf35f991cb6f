import type { WrittenScenario } from '@packetloom/language';
import { Document, isCollection, visit } from 'yaml';

/** Collections deeper than this stand on one line. */
const BLOCK_DEPTH = 2;

/** A scenario as a file: an event, a node or a link on each line. */
export function scenarioYaml(scenario: WrittenScenario): string {
  const document = new Document(scenario, { aliasDuplicateObjects: false });
  visit(document, {
    Collection(_, node, path) {
      const depth = path.filter(isCollection).length;
      if (depth >= BLOCK_DEPTH) node.flow = true;
      return undefined;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
