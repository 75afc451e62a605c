import { expect, test } from 'vitest';
import { createSectionDraft } from '../../../renderer/settings/section-draft.ts';

interface Fields {
  readonly action: string;
  readonly address: string | null;
  readonly count: number;
}

class Refused extends Error {
  readonly field: string;
  readonly words: string;
  readonly isMendable: boolean;

  constructor(field: string, words: string, isMendable: boolean) {
    super(words);
    this.field = field;
    this.words = words;
    this.isMendable = isMendable;
  }
}

/** Takes counts up to 9, and `call` only with an address; `says`: what a person answers to an address. */
function setUp(says = true) {
  const held: Record<string, unknown> = { action: 'nothing', address: null, count: 1 };
  const draft = createSectionDraft<Fields>({
    async send(change) {
      const next = { ...held, ...change };
      if (Number(next.count) > 9) throw new Refused('count', 'too many', true);
      if (next.action === 'call' && next.address === null) throw new Refused('address', 'which?', true);
      if (next.action === 'broken') throw new Refused('', 'the disk is full', false);
      if ('address' in change && !says) return false;
      Object.assign(held, change);
      return true;
    },
    problemFrom: (error, fields) => {
      if (!(error instanceof Refused)) throw error;
      const { field, words, isMendable } = error;
      return { field: field === '' ? (fields[0] ?? '') : field, words, isMendable };
    },
    onChange: () => undefined,
  });
  return { held, draft };
}

test('what is right holds, and nothing of it is left in the form', async () => {
  const { held, draft } = setUp();
  await draft.set({ count: 3 });
  expect([held['count'], draft.typed(), draft.problem()]).toEqual([3, {}, null]);
});

test('a choice waits for what it needs, and is sent with it', async () => {
  const { held, draft } = setUp();
  await draft.set({ action: 'call' });
  expect([held['action'], draft.typed(), draft.problem()?.field]).toEqual(['nothing', { action: 'call' }, 'address']);
  await draft.set({ address: 'https://a' });
  expect([held['action'], held['address'], draft.typed(), draft.problem()]).toEqual(['call', 'https://a', {}, null]);
});

test('what is wrong in one field keeps no other from holding, and stays to be mended', async () => {
  const { held, draft } = setUp();
  await draft.set({ count: 99 });
  await draft.set({ action: 'sound' });
  expect([held['action'], held['count'], draft.typed(), draft.problem()?.words]).toEqual(['sound', 1, { count: 99 }, 'too many']);
  await draft.set({ count: 4 });
  expect([held['count'], draft.problem()]).toEqual([4, null]);
});

test('after a no, and where it cannot be mended, the form shows what holds', async () => {
  const { held, draft } = setUp(false);
  await draft.set({ address: 'https://a' });
  expect([held['address'], draft.typed(), draft.problem()]).toEqual([null, {}, null]);
  await draft.set({ action: 'broken' });
  expect([draft.typed(), draft.problem()?.words]).toEqual([{}, 'the disk is full']);
});

test('what is typed while another change is under way is sent after it', async () => {
  const { held, draft } = setUp();
  await Promise.all([draft.set({ count: 2 }), draft.set({ count: 3 }), draft.set({ action: 'sound' })]);
  expect([held['count'], held['action'], draft.typed()]).toEqual([3, 'sound', {}]);
});

test('a choice that waits is not sent with the next change, once something else was chosen elsewhere', async () => {
  const { held, draft } = setUp();
  await draft.set({ action: 'call' });
  await draft.forget('action', 'address');
  expect([draft.typed(), draft.problem()]).toEqual([{}, null]);
  await draft.set({ address: 'https://a' });
  expect([held['action'], held['address']]).toEqual(['nothing', 'https://a']);
});

test('what is forgotten takes nothing of the others with it', async () => {
  const { draft } = setUp();
  await draft.set({ count: 99 });
  await draft.forget('action');
  expect([draft.typed(), draft.problem()?.words]).toEqual([{ count: 99 }, 'too many']);
});
