import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { TusClient } from '../receiver/tus-client.ts';
import type { CrashStates } from './crash-state.ts';
import { crashStatesOf } from './crash-state.ts';
import { startRecorder } from './start-recorder.ts';

export const names = Array.from({ length: 8 }, (_, number) => `${number % 3}/${number}.bin`);
export const versions = [0, 1, 2] as const;

const contents = new Map<string, Buffer>();

/** No two versions of a file are alike in any sector. */
export function contentOf(name: string, version: number): Buffer {
  const made = contents.get(`${name} ${version}`);
  if (made !== undefined) return made;
  const hash = createHash('sha256').update(`${name} ${version}`).digest();
  const sizeBytes = 3_000 + version * 1_700 + (name.startsWith('0') ? 400_000 : 0);
  const content = Buffer.alloc(sizeBytes, hash);
  contents.set(`${name} ${version}`, content);
  return content;
}

export interface RecordedOverwrites {
  readonly states: CrashStates;
  /** In the order in which the receiver confirmed them; known to people at every cut after `index`. */
  readonly confirmed: readonly { readonly index: number; readonly name: string; readonly version: number }[];
}

/** Sends one version of a file under its name, replacing what is there. Answers the upload's id. */
export async function sendVersion(client: TusClient, name: string, version: number): Promise<string> {
  const body = contentOf(name, version);
  const metadata = { uploadId: `${name} ${version}`, mtime: String(1_700_000_000_000 + version), conflict: 'overwrite' };
  const { status, headers } = await client.create({ length: body.length, relativePath: name, metadata, body });
  const offset = Number(headers['upload-offset']);
  if (status !== 201) throw new Error(`${name} was answered with ${status}`);
  if (offset < body.length) await client.patch(headers.location ?? '', offset, body.subarray(offset));
  return headers.location?.split('/').at(-1) ?? '';
}

/** Records a receiver that gets every file in several versions, each replacing the one before. */
export async function recordOverwrites(links: 'with-links' | 'without-links'): Promise<RecordedOverwrites> {
  const recorder = await startRecorder();
  const program = fileURLToPath(new URL('../receiver/receiver-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, join(recorder.world, 'received'), '0', links], {
    env: { ...process.env, ...recorder.environmentFor('receiver', { answers: true }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
    const client = new TusClient(url);
    const sentAs = new Map<string, { readonly name: string; readonly version: number }>();
    const sendAll = async (name: string) => {
      for (const version of versions) sentAs.set(await sendVersion(client, name, version), { name, version });
    };
    await Promise.all(names.map(sendAll));
    const operations = recorder.operations();
    const confirmed = operations.flatMap((operation, index) => {
      if (operation.kind !== 'mark' || !/^gantry-location:/im.test(operation.text)) return [];
      const id = /^location: .*\/([0-9a-f]{32})/im.exec(operation.text)?.[1] ?? '';
      const sent = sentAs.get(id);
      return sent === undefined ? [] : [{ index, ...sent }];
    });
    return { states: crashStatesOf(operations), confirmed };
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
    await recorder.remove();
  }
}
