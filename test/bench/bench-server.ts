import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BenchServerKind, ServerAnswer, ServerQuestion } from './server-messages.ts';
import type { ServerShelf } from './server-shelf.ts';

const processFile = fileURLToPath(new URL('server-process.ts', import.meta.url));

/** Starts a server in a process of its own, at the end of a line whose round trip takes so many milliseconds, with its files under `scratchPath`; rejects with its words when it cannot. */
export async function startBenchServer(kind: BenchServerKind, roundTripMs: number, scratchPath: string): Promise<ServerShelf> {
  const child = fork(processFile, [kind, String(roundTripMs)], {
    // Out of the terminal's group: an interruption is the bench's to handle, in order.
    detached: true,
    execArgv: [],
    env: { ...process.env, TMPDIR: scratchPath },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });

  const next = (): Promise<ServerAnswer> =>
    new Promise((resolve, reject) => {
      const onExit = (): void => reject(new Error(`the ${kind} server's process ended`));
      child.once('exit', onExit);
      child.once('message', (answer: ServerAnswer) => {
        child.off('exit', onExit);
        if (answer.kind === 'failed') reject(new Error(answer.reason));
        else resolve(answer);
      });
    });
  const ask = (question: ServerQuestion): Promise<ServerAnswer> => {
    const answer = next();
    child.send(question);
    return answer;
  };

  const started = await next().catch((error: unknown) => {
    child.kill();
    throw error;
  });
  if (started.kind !== 'started') throw new Error(`the ${kind} server began with "${started.kind}"`);
  return {
    url: started.url,
    environment: started.environment,
    async files() {
      const answer = await ask('files');
      return answer.kind === 'files' ? answer.files : [];
    },
    async clear() {
      await ask('clear');
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      await ask('close').catch(() => undefined);
      child.disconnect();
      await exited;
    },
  };
}
