import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundFile } from '../../../electron/engine/protocols/protocol.ts';
import type { BatchId } from '../../../shared/ids.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { FakeServer } from '../fake-server.ts';
import { createFakeServer, stored } from '../fake-server.ts';
import type { EngineUnderTest } from '../start-engine.ts';

export const sourceTime = 1_600_000_000_000;
export const day = 86_400_000;

/** A server that has these files and notes with what conflict each transfer comes. */
export function serverWith(files: readonly FoundFile[], abilities: Partial<FakeServer> = {}) {
  const clock = createFakeClock();
  const server = Object.assign(createFakeServer(clock), { files: [...files], canList: true, canLook: true, ...abilities });
  const sent = new Map<string, string>();
  server.onTransfer = async (request) => {
    sent.set(request.target.relativePath, request.target.conflict);
    return stored;
  };
  return { clock, server, sent };
}

export function there(relativePath: string, sizeBytes = 100, modifiedAtMs = sourceTime + day): FoundFile {
  return { relativePath, sizeBytes, modifiedAtMs };
}

/** Makes a folder of files and adds it. */
export async function addFolder(
  directory: string,
  test: EngineUnderTest,
  folder: string,
  names: readonly string[],
  conflict?: ConflictPolicy,
): Promise<BatchId> {
  const path = join(directory, 'source', folder);
  mkdirSync(path, { recursive: true });
  for (const name of names) {
    writeFileSync(join(path, name), Buffer.alloc(100, name));
    utimesSync(join(path, name), sourceTime / 1_000, sourceTime / 1_000);
  }
  const { batchId } = await test.settle(test.engine.add({ paths: [path], ...(conflict === undefined ? {} : { conflict }) }));
  if (batchId === null) throw new Error('nothing was added');
  return batchId;
}

export function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${index}`.padStart(5, '0'));
}

export const pages = (server: FakeServer): number => server.asked.filter(({ kind }) => kind === 'page').length;
export const looks = (server: FakeServer): number => server.asked.filter(({ kind }) => kind === 'look').length;
export const asked = (test: EngineUnderTest): number => test.batch().conflicts?.asked ?? 0;
