import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../servers/has-program.ts';
import type { Authority } from './authority.ts';
import { makeAuthority } from './authority.ts';
import { faultGroups } from './faults/all-faults.ts';
import { liveThroughPassing, liveThroughStaying } from './live-through.ts';
import { matrixProtocols } from './matrix-protocols.ts';
import { startScene } from './scene.ts';
import type { Seen, SeenWords } from './seen.ts';
import { readSeen, seenKey, seenPath } from './seen.ts';

/** Set to write down what is seen instead of comparing it. */
const isRecording = process.env['GANTRY_RECORD_FAULTS'] === '1';
/** Set to try also those faults that go through the engine as another one does. */
const triesAll = isRecording || process.env['GANTRY_FAULTS'] === 'all';
const known: Seen = isRecording ? {} : readSeen();
const seen = new Map<string, SeenWords>();
let authority: Authority | null = null;

beforeAll(async () => {
  if (hasProgram('openssl')) authority = await makeAuthority();
});
afterAll(() => {
  if (isRecording) writeFileSync(seenPath(), `${JSON.stringify(Object.fromEntries([...seen].sort()), null, 2)}\n`);
});

const cases = faultGroups.flatMap(({ faults }) =>
  faults
    .filter(({ isLikeAnother }) => triesAll || isLikeAnother !== true)
    .flatMap((fault) =>
      matrixProtocols
        .filter(({ kind }) => fault.only?.includes(kind) !== false)
        .flatMap((protocol) => [
          ...(fault.passesOnce !== true ? [] : [{ fault, protocol, when: 'passing' as const }]),
          ...(fault.staying === null ? [] : [{ fault, protocol, when: 'staying' as const }]),
        ])
        .map((one) => ({ ...one, title: seenKey(fault.name, one.protocol.kind, one.when) })),
    ),
);
const needsTls = (one: (typeof cases)[number]): boolean => one.fault.line === 'secure';

function titled(isMeant: (one: (typeof cases)[number]) => boolean): readonly (readonly [string, (typeof cases)[number]])[] {
  return cases.filter(isMeant).map((one) => [one.title, one] as const);
}

async function live(title: string, { fault, protocol, when }: (typeof cases)[number]): Promise<void> {
  const scene = await startScene(protocol, { ...(fault.line === undefined ? {} : { line: fault.line }), authority });
  try {
    const words = await (when === 'passing' ? liveThroughPassing : liveThroughStaying)(scene, fault);
    seen.set(title, words);
    if (!isRecording) expect(words).toEqual(known[title]);
  } finally {
    await scene.close();
  }
}

describe.concurrent('every fault at every protocol', () => {
  it.each(titled((one) => !needsTls(one)))('%s', live);
});

describe.skipIf(!hasProgram('openssl'))('every certificate at every protocol', () => {
  it.concurrent.each(titled(needsTls))('%s', live);
});
