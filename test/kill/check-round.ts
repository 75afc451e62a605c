import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../../electron/engine/storage/database.ts';
import { openQueueReader } from '../../electron/engine/storage/queue-reader.ts';
import type { FileProgress } from '../../shared/progress.ts';
import type { Tree } from '../files/make-tree.ts';
import { sameBytes } from '../protocols/contract/same-bytes.ts';
import type { ArrivedFile, Holdings } from './kill-target.ts';
import type { WireFindings } from './wire-findings.ts';

export interface RoundEvidence {
  readonly tree: Tree;
  readonly holdings: Holdings;
  readonly findings: WireFindings;
  readonly dataDirectory: string;
  /** Relative paths that some run told to be completed, with the number of that run. */
  readonly told: ReadonlyMap<string, number>;
}

/** Everything in which a finished round breaks the promise; empty when it holds. */
export async function checkRound(evidence: RoundEvidence): Promise<readonly string[]> {
  const { tree, holdings, findings, dataDirectory, told } = evidence;
  return [
    ...(await arrivalViolations(tree, holdings, findings)),
    ...findings.violations,
    ...databaseViolations(dataDirectory, tree, told),
    ...(await strayFiles(dataDirectory)),
  ];
}

async function arrivalViolations(tree: Tree, holdings: Holdings, findings: WireFindings): Promise<readonly string[]> {
  const violations: string[] = [];
  const arrived = new Map<string, ArrivedFile[]>();
  for (const file of holdings.arrived) arrived.set(file.relativePath, [...(arrived.get(file.relativePath) ?? []), file]);
  const lost = countsOf(findings.lostAddresses);
  for (const { path, sizeBytes } of tree.files) {
    const copies = arrived.get(path) ?? [];
    arrived.delete(path);
    if (copies.length === 0) violations.push(`lost: ${path}`);
    // An empty file is whole as soon as it is made, so a lost address can leave a second one.
    if (copies.length > 1 + (sizeBytes === 0 ? (lost.get(path) ?? 0) : 0)) violations.push(`there ${copies.length} times: ${path}`);
    for (const copy of copies) if (!(await sameBytes(tree.pathOf(path), copy.path))) violations.push(`differs from its source: ${path}`);
  }
  for (const path of arrived.keys()) violations.push(`nobody sent that: ${path}`);
  const left = countsOf(holdings.leftovers.map(({ relativePath }) => relativePath));
  for (const [path, count] of left) if (count > (lost.get(path) ?? 0)) violations.push(`left over at the destination: ${path}`);
  for (const { relativePath, bytes } of holdings.leftovers)
    if (bytes > 0) violations.push(`left over with ${bytes} bytes: ${relativePath}`);
  return violations;
}

function countsOf(paths: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}

function databaseViolations(dataDirectory: string, tree: Tree, told: ReadonlyMap<string, number>): readonly string[] {
  const violations: string[] = [];
  const database = openDatabase(join(dataDirectory, 'queue.db'));
  try {
    const integrity = database.prepare('PRAGMA integrity_check').all();
    if (integrity.length !== 1 || integrity[0]?.['integrity_check'] !== 'ok')
      violations.push(`the database is damaged: ${JSON.stringify(integrity)}`);
    if (database.prepare('PRAGMA foreign_key_check').all().length > 0) violations.push('the database has dangling references');
    const kept = database.prepare('SELECT count(*) AS count FROM uploads WHERE checkpoint IS NOT NULL OR discard_pending <> 0').get();
    if (kept?.['count'] !== 0) violations.push(`${kept?.['count']} finished uploads still hold a checkpoint`);
  } finally {
    database.close();
  }
  const files = filesOf(dataDirectory);
  const paths = files.map(({ relativePath }) => relativePath).sort();
  const expected = tree.files.map(({ path }) => path).sort();
  if (JSON.stringify(paths) !== JSON.stringify(expected))
    violations.push(`the queue has ${paths.length} files instead of ${expected.length}`);
  for (const { relativePath, status, error } of files) {
    if (status !== 'completed') violations.push(`${relativePath} ended as ${status} (${error?.code ?? 'no error'})`);
  }
  const known = new Set(paths);
  for (const path of told.keys()) if (!known.has(path)) violations.push(`told to be done and then forgotten: ${path}`);
  return violations;
}

function filesOf(dataDirectory: string): readonly FileProgress[] {
  const reader = openQueueReader(dataDirectory);
  if (reader === null) return [];
  try {
    if (reader.overview().batches.length !== 1) throw new Error(`the queue has ${reader.overview().batches.length} batches`);
    return reader.listUploads({ fromPosition: 0, limit: 100_000 }).uploads;
  } finally {
    reader.close();
  }
}

/**
 * A database that was set aside as damaged, and anything else that does not belong there. What a kill left of an address that was just being written
 * does: another process might be writing it, so only what is a minute old is taken away.
 */
async function strayFiles(dataDirectory: string): Promise<readonly string[]> {
  const known = /^(queue|owner)\.db(-wal|-shm|-journal)?$|^logs$|^known_hosts$|^socket$|^local-socket\.json\.[0-9a-f]{12}\.new$/;
  return (await readdir(dataDirectory)).filter((name) => !known.test(name)).map((name) => `left in the data directory: ${name}`);
}
