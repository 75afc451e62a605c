import { expect, test } from 'vitest';
import { HolderDialogue } from '../../electron/local-socket/holder-dialogue.ts';
import { totals } from '../desktop/progress-samples.ts';

const hello = { hello: 1, gantry: '1.2.3', host: 'window' };
const changes = (sequence: number) => ({ changes: { sequence, uploads: [], batches: [], totals: totals(), removedBatchIds: [] } });

function greeted() {
  const sent: unknown[] = [];
  const dialogue = new HolderDialogue((message) => sent.push(message));
  dialogue.hear(hello);
  return { dialogue, sent };
}

test('knows who greets it, and who is none of ours', async () => {
  expect(await greeted().dialogue.greeted).toEqual({ host: 'window', version: '1.2.3' });
  for (const first of [{ ...hello, hello: 2 }, { error: { code: 'bad-request', details: {} }, words: '' }, 'HTTP/1.1 400']) {
    const dialogue = new HolderDialogue(() => undefined);
    dialogue.hear(first);
    expect(await dialogue.greeted).toBe(null);
  }
});

test('gives each answer to who asked, in any order, and errors as ours', async () => {
  const { dialogue, sent } = greeted();
  const one = dialogue.ask('clearSettled', {});
  const two = dialogue.ask('getOverview', {});
  expect(sent).toEqual([
    { id: 1, request: 'clearSettled', args: {} },
    { id: 2, request: 'getOverview', args: {} },
  ]);
  dialogue.hear({ id: 2, ok: false, error: { code: 'queue-disk-full', details: {} }, words: 'x' });
  dialogue.hear({ id: 1, ok: true, value: { affected: 3 } });
  await expect(one).resolves.toEqual({ affected: 3 });
  await expect(two).rejects.toMatchObject({ code: 'queue-disk-full' });
});

test('acknowledges what it was told, and tells a gap', async () => {
  const { dialogue, sent } = greeted();
  const told: string[] = [];
  const subscribed = dialogue.subscribe({ onChanges: ({ sequence }) => told.push(`${sequence}`), onGap: () => told.push('gap') });
  dialogue.hear({ id: 1, ok: true, value: { sequence: 0 } });
  await subscribed;
  for (const sequence of [1, 2, 4, 5]) dialogue.hear(changes(sequence));
  expect(told).toEqual(['1', '2', '4', 'gap', '5']);
  expect(sent.slice(1)).toEqual([1, 2, 4, 5].map((acknowledge) => ({ acknowledge })));
});

test.each([
  ['without a word', [], 'lost'],
  ['with a goodbye', [{ goodbye: 'closing' }], 'closing'],
  ['with a goodbye of who hands the queue over', [{ goodbye: 'handed-over' }], 'handed-over'],
])('when it ends %s, whoever waits hears it', async (_name, lastWords, end) => {
  const { dialogue } = greeted();
  const asked = dialogue.ask('getOverview', {});
  for (const words of lastWords) dialogue.hear(words);
  dialogue.end();
  await expect(asked).rejects.toMatchObject({ code: 'holder-gone' });
  await expect(dialogue.ask('getOverview', {})).rejects.toMatchObject({ code: 'holder-gone' });
  expect(await dialogue.ended).toBe(end);
});

test('what no holder says is thrown', () => {
  expect(() => greeted().dialogue.hear({ id: 1, request: 'cancel' })).toThrow();
});
