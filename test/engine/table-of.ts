import type { CreateProtocol } from '../../electron/engine/protocols/protocol.ts';
import type { ProtocolTable } from '../../electron/engine/protocols/registry.ts';
import { protocols } from '../../electron/engine/protocols/registry.ts';

/** One protocol in the place of all; each goes on in the middle of a file where the real one can. */
export function tableOf(create: CreateProtocol): ProtocolTable {
  const entries = Object.entries(protocols).map(([kind, { isResumable }]) => [kind, { create, isResumable }] as const);
  return Object.fromEntries(entries) as ProtocolTable;
}
