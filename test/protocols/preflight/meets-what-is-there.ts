import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PreflightServer, Sort } from './preflight-scene.ts';
import { countOfSort, fileCount, preparePreflight, runPreflight, sorts } from './preflight-scene.ts';

type Fates = Readonly<Record<Sort, string>>;
const free = { free: 'mine' };
const policies: readonly {
  readonly policy: 'skip-same' | 'newer' | 'skip' | 'overwrite' | 'rename';
  readonly skipped: readonly Sort[];
  readonly fates: Fates;
}[] = [
  { policy: 'skip-same', skipped: ['same'], fates: { same: 'theirs', changed: 'mine', older: 'mine', ...free } },
  { policy: 'newer', skipped: ['same', 'changed'], fates: { same: 'theirs', changed: 'theirs', older: 'mine', ...free } },
  { policy: 'skip', skipped: ['same', 'changed', 'older'], fates: { same: 'theirs', changed: 'theirs', older: 'theirs', ...free } },
  { policy: 'overwrite', skipped: [], fates: { same: 'mine', changed: 'mine', older: 'mine', ...free } },
  {
    policy: 'rename',
    skipped: [],
    fates: { same: 'theirs, and mine beside it', changed: 'theirs, and mine beside it', older: 'theirs, and mine beside it', ...free },
  },
];

/** The tests of a folder whose files meet what a real server has already, within a `describe`. */
export function meetsWhatIsThere(start: () => Promise<PreflightServer>): void {
  let server: PreflightServer;
  beforeAll(async () => {
    server = await start();
    for (const { policy } of policies) await preparePreflight(server, policy);
  }, 240_000);
  afterAll(() => server.close());

  it.each(policies)('by $policy', { timeout: 240_000 }, async ({ policy, skipped, fates }) => {
    const { batch, pages, looks, questions, contents } = await runPreflight(server, policy);
    const stays = skipped.reduce((sum, sort) => sum + countOfSort(sort), 0);
    expect(batch).toMatchObject({ total: fileCount, skipped: stays, successful: fileCount - stays, failed: 0 });
    for (const sort of sorts) expect([sort, await contents(sort)]).toEqual([sort, [fates[sort]]]);
    const isLookedAt = policy !== 'overwrite' && policy !== 'rename';
    expect(looks).toBe(0);
    // A list of the dropped folder, and not a question for each file.
    expect(pages > 0).toBe(isLookedAt);
    expect(pages).toBeLessThanOrEqual(6);
    if (questions !== null && isLookedAt) expect(questions).toBeLessThanOrEqual(8);
  });
}
