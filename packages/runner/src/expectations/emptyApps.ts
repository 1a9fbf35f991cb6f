import { type ExpectationScope, formatDuration } from '@packetloom/language';
import {
  type ASTNode,
  type ExpectationNames,
  forEachNode,
  memberAccess,
  ownOf,
} from '@packetloom/language/internal';

/** Parts that are asked where an app may well have sent nothing. */
const ASKS_WHETHER_IT_SENT: ReadonlySet<string> = new Set(['sent', 'failures', 'errors']);
const MAX_NAMED = 3;

/**
 * Why an expectation tells less than it seems to: an app that it names has not begun, or sent nothing, so that its
 * counts are 0 whatever the network does. null if all of them sent something.
 */
export function emptyAppsWarning(
  ast: ASTNode,
  apps: ExpectationNames['apps'],
  scope: ExpectationScope,
): string | null {
  const { nowNs } = scope.run;
  const later: string[] = [];
  const silent: string[] = [];
  for (const { name, atNs = 0 } of apps) {
    const subject = `app${memberAccess(name)}`;
    if (atNs > nowNs) later.push(`${subject} begins at ${formatDuration(atNs)}`);
    else if ((ownOf(scope.apps, name)?.sent ?? 0) === 0) silent.push(subject);
  }
  const reasons: string[] = [];
  if (later.length > 0) {
    reasons.push(`${some(later)}, after this was judged at ${formatDuration(nowNs)}`);
  }
  if (silent.length > 0 && !asksWhetherItSent(ast)) reasons.push(`${some(silent)} sent nothing`);
  return reasons.length === 0
    ? null
    : `${reasons.join('; ')}: so this says nothing about the network`;
}

function some(texts: readonly string[]): string {
  const more = texts.length - MAX_NAMED;
  const shown = texts.slice(0, MAX_NAMED).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function asksWhetherItSent(ast: ASTNode): boolean {
  let asks = false;
  forEachNode(ast, (node) => {
    if (node.op === '.' && ASKS_WHETHER_IT_SENT.has(node.args[1])) asks = true;
  });
  return asks;
}
