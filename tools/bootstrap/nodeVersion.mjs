/** The oldest Node that the dependencies run on. */
export const OLDEST_NODE = '20.19.0';

/**
 * @param {string} version of Node, as in `process.versions.node`
 * @returns {string | undefined} what to tell the user when that Node is too old
 */
export function complaintAboutNode(version) {
  const found = version.split('.').map(Number);
  const wanted = OLDEST_NODE.split('.').map(Number);
  for (let part = 0; part < wanted.length; part += 1) {
    const difference = (found[part] || 0) - (wanted[part] || 0);
    if (difference > 0) return undefined;
    if (difference < 0) {
      return `this is Node ${version}, but Node ${OLDEST_NODE} or newer is needed. Install a newer Node and run the command again.`;
    }
  }
  return undefined;
}
