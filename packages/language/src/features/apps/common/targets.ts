import type { Ipv4Address } from '@packetloom/core';
import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import { readHost, readSocketEndpoint, type SocketEndpoint } from '../../../document/endpoint.js';
import type { AppInputs } from '../../define/app.js';

export function checkNode(
  name: string,
  path: DocumentPath,
  about: AppInputs,
  { findings, complete }: Context,
): void {
  if (!about.nodeNames.has(name)) findings.unknown(path, 'node', name, about.nodeNames);
  else if (complete && !about.isLinked(name)) {
    findings.add({ path, message: `'${name}' has no address: no link ends at it` });
  }
}

export function checkNic(
  node: string,
  nic: string | undefined,
  path: DocumentPath,
  { nodeNames, nicsOf }: AppInputs,
  { findings, complete }: Context,
): void {
  const nics = nicsOf(node);
  if (nic === undefined || !nodeNames.has(node) || !complete || nics.has(nic)) return;
  findings.unknown([...path, 'nic'], `NIC of '${node}' called`, nic, nics);
}

export function socketEndpointOf(
  text: string | undefined,
  path: DocumentPath,
  about: AppInputs,
  context: Context,
): SocketEndpoint | null {
  if (text === undefined) return null;
  const endpoint = accepted(readSocketEndpoint(text));
  checkNode(endpoint.node, path, about, context);
  return endpoint;
}

export function hostOf(
  text: string,
  path: DocumentPath,
  about: AppInputs,
  context: Context,
): string | Ipv4Address {
  const host = readHost(text) ?? text;
  if (typeof host === 'string') checkNode(host, path, about, context);
  return host;
}
