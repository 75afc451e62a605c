import { expect } from 'vitest';
import { sameBytes } from '../protocols/contract/same-bytes.ts';
import type { End, Fate, Fault } from './fault.ts';
import { arrives, arrivesEverywhere, beginAt, fateOf, mostRequestsOf } from './fault.ts';
import type { Scene } from './scene.ts';
import type { SeenWords } from './seen.ts';
import { seeNow } from './seen.ts';

const minute = 60_000;
/** A form whose answers never come tries for so long. */
const longestMs = 60 * minute;

/** A fault that happens once: what the file comes to, and what was last seen of it. */
export async function liveThroughPassing(scene: Scene, fault: Fault): Promise<SeenWords> {
  const fate = fateOf(fault.passing ?? arrivesEverywhere, scene.protocol.kind);
  const end = await begun(scene, fault, 1);
  await scene.add();
  const seen = fate.kind === 'arrives' ? await arrived(scene, fate) : await comesTo(scene, fate);
  const happened = scene.protocol.isHttp ? scene.http.requests().filter((request) => request.fault !== null) : [...scene.errors];
  expect(happened.length, told(scene)).toBeGreaterThan(0);
  await end();
  if (fate.kind !== 'arrives') await goesOnAfter(scene, fate);
  return seen;
}

/** A fault that stays: where a person finds the file, how much the server is asked, and how it goes on when the fault is over. */
export async function liveThroughStaying(scene: Scene, fault: Fault): Promise<SeenWords> {
  if (fault.staying === null) throw new Error('it does not stay');
  const { clock, http, tcp } = scene;
  const fate = fateOf(fault.staying, scene.protocol.kind);
  const end = await begun(scene, fault);
  const startedMs = clock.monotonicNow();
  await scene.add();
  if (fate.kind === 'arrives') {
    const seen = await arrived(scene, fate);
    await end();
    return seen;
  }
  // The first words are those of the file; after ten minutes they are what the destination itself was heard to say.
  await comesTo(scene, fate, false);
  await clock.pass(10 * minute);
  const seen = await comesTo(scene, fate);
  const tenMinutes = Math.ceil((clock.monotonicNow() - startedMs) / (10 * minute));
  const asked = Math.max(http.requests().length, tcp.counters().connectionsAccepted);
  expect(asked, 'requests').toBeLessThanOrEqual(tenMinutes * mostRequestsOf(fault));
  expect([...scene.statuses], 'never done').not.toContain('completed');
  await end();
  await goesOnAfter(scene, fate);
  return seen;
}

async function begun(scene: Scene, fault: Fault, times?: number): Promise<End> {
  const begin = beginAt(fault, scene.protocol);
  if (begin === null) throw new Error('it means nothing to this protocol');
  return await begin(scene, times);
}

/** Waits until the file is where that fate puts it, and answers what a person sees then. */
async function comesTo(scene: Scene, fate: Exclude<Fate, { kind: 'arrives' }>, isSettled = true): Promise<SeenWords> {
  const { clock, engine, file } = scene;
  const wanted = fate.kind === 'fails' ? 'failed' : 'waiting';
  await clock
    .until(`the file is ${wanted}`, () => file().status === wanted && (wanted === 'failed' || engine.totals().held.length > 0), longestMs)
    .catch((error: Error) => {
      throw new Error(`${error.message}; ${told(scene)}`);
    });
  if (isSettled) expect(file().error?.code, told(scene)).toBe(fate.code);
  if (fate.kind === 'waits') {
    expect(file().waitReason, told(scene)).toBe(fate.reason);
    expect(engine.totals().held, told(scene)).toMatchObject([{ reason: fate.reason }]);
    expect(file().attempt, 'what an outage costs').toBeLessThan(file().maxAttempts);
  }
  return seeNow(scene);
}

async function goesOnAfter(scene: Scene, fate: Exclude<Fate, { kind: 'arrives' }>): Promise<void> {
  const { engine, file } = scene;
  if (fate.kind === 'fails') await engine.retry({ kind: 'uploads', uploadIds: [file().uploadId] });
  else if (fate.after === 'resume') await engine.resume({ kind: 'all' });
  await arrived(scene, arrives);
}

/** Whole, once, and called done only then. */
async function arrived(scene: Scene, fate: Extract<Fate, { kind: 'arrives' }>): Promise<SeenWords> {
  const { clock, engine, file, server, sourcePath } = scene;
  const isOver = (): boolean => ['completed', 'failed'].includes(file().status);
  await clock.until('it is over', isOver, longestMs).catch((error: Error) => {
    throw new Error(`${error.message}; ${told(scene)}`);
  });
  expect(file(), told(scene)).toMatchObject({ status: 'completed', verification: scene.protocol.verification, progressPercentage: 100 });
  if (fate.startedOver === true) expect(file().startedOver).toBe(true);
  const kept = await server.kept();
  expect(kept.map(({ name }) => name)).toEqual(['photo.raw']);
  expect(await sameBytes(sourcePath, kept[0]?.path ?? null)).toBe(true);
  expect(engine.totals()).toMatchObject({ held: [], failed: 0, successful: 1 });
  return seeNow(scene);
}

/** For a message of a failed expectation: what happened until then. */
function told({ file, http, statuses, engine }: Scene): string {
  const { status, error, waitReason, attempt } = file();
  const asked = http
    .requests()
    .map(({ method, status: answer, fault }) => `${method} ${answer ?? '-'}${fault === null ? '' : `(${fault})`}`);
  return JSON.stringify({
    status,
    error,
    waitReason,
    attempt,
    held: engine.totals().held,
    statuses: [...statuses],
    asked: asked.slice(-30),
    count: asked.length,
  });
}
