import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DestinationKind } from '../../shared/destination.ts';
import { hasProgram } from '../servers/has-program.ts';
import { missingProgram } from '../servers/missing-program.ts';
import type { Authority } from './authority.ts';
import { makeAuthority } from './authority.ts';
import type { Fault } from './fault.ts';
import { beginAt } from './fault.ts';
import { faultGroups } from './faults/all-faults.ts';
import { liveThroughPassing, liveThroughStaying } from './live-through.ts';
import type { MatrixProtocol } from './matrix-protocol.ts';
import { matrixProtocols } from './matrix-protocols.ts';
import { startScene } from './scene.ts';
import type { Seen, SeenWords } from './seen.ts';
import { readSeen, seenKey, seenPath } from './seen.ts';

/** Set to write down what is seen instead of comparing it. */
const isRecording = process.env['GANTRY_RECORD_FAULTS'] === '1';
/** A run by hand can do with some of it: their kinds, with a comma between two. */
const wanted = process.env['GANTRY_FAULTS_OF']?.split(',') ?? null;
/** Set to try also those faults that go through the engine as another one does. */
const triesAll = isRecording || process.env['GANTRY_FAULTS'] === 'all';
const known: Seen = readSeen();

/** An hour of the engine's clock takes half a minute, and more where other programs want the processors too. */
const longestMs = 180_000;

interface Case {
  readonly title: string;
  readonly fault: Fault;
  readonly protocol: MatrixProtocol;
  readonly when: 'passing' | 'staying';
}

function casesOf(protocols: readonly MatrixProtocol[]): readonly Case[] {
  return faultGroups.flatMap(({ faults }) =>
    faults.flatMap((fault) =>
      protocols
        .filter((protocol) => beginAt(fault, protocol) !== null)
        .filter(({ everyDay }) => triesAll || (fault.isLikeAnother !== true && everyDay?.includes(fault.name) !== false))
        .flatMap((protocol) => [
          ...(fault.passesOnce !== true ? [] : [{ fault, protocol, when: 'passing' as const }]),
          ...(fault.staying === null ? [] : [{ fault, protocol, when: 'staying' as const }]),
        ])
        .map((one) => ({ ...one, title: seenKey(fault.name, one.protocol.kind, one.when) })),
    ),
  );
}

/** The programs that a case needs; `sh` is always there. */
function programsOf({ fault, protocol }: Case): readonly [server: string, certificates: string] {
  return [protocol.program ?? 'sh', fault.line === 'secure' ? 'openssl' : 'sh'];
}

/** What is seen instead of what was seen before; what was not tried stays. */
function record(kinds: readonly DestinationKind[], seen: ReadonlyMap<string, SeenWords>): void {
  const others = Object.entries(readSeen()).filter(([key]) => !kinds.some((kind) => key.includes(` · ${kind} · `)));
  writeFileSync(seenPath(), `${JSON.stringify(Object.fromEntries([...others, ...seen].sort()), null, 2)}\n`);
}

/** Every fault at these protocols. In several files, which run side by side: the clocks of those in one process hold each other up. */
export function describeFaults(kinds: readonly DestinationKind[]): void {
  const protocols = matrixProtocols.filter(({ kind }) => kinds.includes(kind) && wanted?.includes(kind) !== false);
  const seen = new Map<string, SeenWords>();
  let authority: Authority | null = null;

  beforeAll(async () => {
    if (hasProgram('openssl')) authority = await makeAuthority();
  });
  afterAll(async () => {
    await Promise.all(protocols.map(({ end }) => end?.()));
    if (isRecording)
      record(
        protocols.map(({ kind }) => kind),
        seen,
      );
  });

  async function live(title: string, { fault, protocol, when }: Case): Promise<void> {
    const scene = await startScene(protocol, {
      ...(fault.line === undefined ? {} : { line: fault.line }),
      ...(fault.sizeBytes === undefined ? {} : { sizeBytes: fault.sizeBytes }),
      authority,
    });
    try {
      const words = await (when === 'passing' ? liveThroughPassing : liveThroughStaying)(scene, fault);
      seen.set(title, words);
      if (!isRecording) expect(words).toEqual(known[title]);
    } finally {
      await scene.close();
    }
  }

  describe.concurrent('every fault at every protocol', () => {
    for (const one of casesOf(protocols)) {
      const [server, certificates] = programsOf(one);
      const reason = missingProgram(server) ?? missingProgram(certificates);
      it.skipIf(!hasProgram(server) || !hasProgram(certificates))([one.title, reason].join(' ').trim(), { timeout: longestMs }, () =>
        live(one.title, one),
      );
    }
  });
}
