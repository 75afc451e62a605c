import { join } from 'node:path';
import type { Database } from '../../electron/engine/storage/database.ts';
import { openDatabase } from '../../electron/engine/storage/database.ts';
import { sqliteCodeOf } from '../../electron/engine/storage/sqlite-code-of.ts';
import type { CrashStates } from './crash-state.ts';
import { diskAfter, powerLossOf } from './power-loss.ts';
import { toldLines } from './told-lines.ts';
import { writeCrashState } from './write-crash-state.ts';

export interface CommitVerdict {
  readonly states: number;
  /** How many commits had been told before the cuts, all states together. */
  readonly told: number;
  /** How many of them were not in the database afterwards. */
  readonly lost: number;
  readonly statesWithLoss: number;
  /** Databases that SQLite calls malformed. */
  readonly damaged: number;
  readonly failingSeeds: readonly number[];
}

/** Plays power losses on what `commit-and-tell.ts` did, and counts the commits that were told and are gone. */
export function judgeCommits(states: CrashStates, scratch: string, seeds: readonly number[]): CommitVerdict {
  const lines = toldLines(states.operations);
  const failingSeeds: number[] = [];
  let [told, lost, statesWithLoss, damaged] = [0, 0, 0, 0];
  for (const seed of seeds) {
    const powerLoss = powerLossOf(states, seed);
    const toldNow = lines.filter(({ index }) => index < powerLoss.cut).length;
    writeCrashState(diskAfter(states, powerLoss), '', scratch);
    const kept = commitsIn(join(scratch, 'told.db'), toldNow);
    told += toldNow;
    if (kept === null) damaged += 1;
    const lostNow = toldNow - (kept ?? toldNow);
    lost += lostNow;
    if (lostNow > 0) statesWithLoss += 1;
    if (lostNow > 0 || kept === null) failingSeeds.push(seed);
  }
  return { states: seeds.length, told, lost, statesWithLoss, damaged, failingSeeds };
}

/** How many of the first `told` commits are there; null for a damaged database. */
function commitsIn(path: string, told: number): number | null {
  let database: Database | null = null;
  try {
    database = openDatabase(path);
    if (database.prepare('PRAGMA integrity_check').get()?.['integrity_check'] !== 'ok') return null;
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'told'").get() === null) return 0;
    return Number(database.prepare('SELECT count(*) AS kept FROM told WHERE number <= :told').get({ told })?.['kept']);
  } catch (error) {
    if (sqliteCodeOf(error) === null) throw error;
    return null;
  } finally {
    database?.close();
  }
}
