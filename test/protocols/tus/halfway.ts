import type { Checkpoint } from '../../../electron/engine/protocols/protocol.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import type { ScriptedTus, TusAnswer, TusAsk } from './scripted-tus.ts';
import { scriptedTus } from './scripted-tus.ts';

/** Bytes of the file. */
export const size = 3_000_000;
/** What the first attempt wrote down. */
export const known: Checkpoint = { protocol: 'tus', uploadPath: '/files/1', expiresAt: null };

/** A server that has the first `offset` bytes of a file, and whatever the script says instead. */
export async function halfway(
  offset: number,
  script: (ask: TusAsk, uploads: ScriptedTus['uploads']) => TusAnswer | undefined = () => undefined,
) {
  const file = await fileOf(size);
  const tus = await scriptedTus(script);
  tus.uploads.set('/files/1', { bytes: file.bytes.subarray(0, offset), length: size });
  return { ...file, tus, protocol: protocolTo('tus', tus.url) };
}
