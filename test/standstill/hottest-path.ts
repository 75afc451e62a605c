import type { Profiler } from 'node:inspector';

/** A child with less of its parent's time than this is not followed. */
const leastShare = 0.3;

/** The functions that most of the time between two moments went into, from the outside in, each with its share in per cent. */
export function hottestPath(profile: Profiler.Profile, fromMicroseconds: number, toMicroseconds: number): readonly string[] {
  const { nodes, samples = [], timeDeltas = [], startTime } = profile;
  const parentOf = new Map<number, number>();
  for (const { id, children = [] } of nodes) for (const child of children) parentOf.set(child, id);
  const weights = new Map<number, number>();
  let total = 0;
  let at = startTime;
  for (const [index, sample] of samples.entries()) {
    const delta = timeDeltas[index] ?? 0;
    at += delta;
    if (at < fromMicroseconds || at > toMicroseconds) continue;
    total += delta;
    for (let id: number | undefined = sample; id !== undefined; id = parentOf.get(id)) weights.set(id, (weights.get(id) ?? 0) + delta);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const path: string[] = [];
  for (let node = nodes[0]; node !== undefined; ) {
    const weight = weights.get(node.id) ?? 0;
    const children: readonly Profiler.ProfileNode[] = (node.children ?? []).flatMap((id) => byId.get(id) ?? []);
    const heaviest: Profiler.ProfileNode | undefined = children.toSorted((a, b) => (weights.get(b.id) ?? 0) - (weights.get(a.id) ?? 0))[0];
    if (heaviest === undefined || (weights.get(heaviest.id) ?? 0) < weight * leastShare) break;
    path.push(wordsOf(heaviest, (weights.get(heaviest.id) ?? 0) / Math.max(1, total)));
    node = heaviest;
  }
  return path;
}

function wordsOf({ callFrame }: Profiler.ProfileNode, share: number): string {
  const file = callFrame.url.replace(/^.*\/(electron|shared|test)\//, '$1/').replace(/^.*node_modules\//, '');
  const place = file === '' || file.startsWith('node:') ? file : `${file.split('/').at(-1)}:${callFrame.lineNumber + 1}`;
  return `${callFrame.functionName || '(anonymous)'}${place === '' ? '' : ` ${place}`} ${Math.round(share * 100)}%`;
}
