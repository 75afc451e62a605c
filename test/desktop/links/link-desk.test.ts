import { expect, test } from 'vitest';
import type { AddQuestion } from '../../../electron/desktop/links/add-question.ts';
import { createLinkDesk } from '../../../electron/desktop/links/link-desk.ts';
import type { Message } from '../../../electron/desktop/tell-person.ts';
import type { Destination } from '../../../shared/destination.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { silentLog } from '../silent-log.ts';

const destination = (id: string, name: string, isDefault = false): Destination => ({
  destinationId: id as DestinationId,
  name,
  kind: 'put',
  url: `put+https://${id}.example/`,
  isDefault,
  isBuiltIn: false,
  isResumable: false,
  user: null,
  savedSecrets: [],
});
const saved = [destination('d1', 'Archive'), destination('d2', 'Studio \u202e', true)];

function setUp({
  destinations = saved,
  add = async () => undefined,
}: {
  destinations?: readonly Destination[];
  add?: () => Promise<void>;
} = {}) {
  const questions: AddQuestion[] = [];
  const told: Message[] = [];
  const added: unknown[] = [];
  const answers: ((isWanted: boolean) => void)[] = [];
  const desk = createLinkDesk({
    platform: 'linux',
    log: silentLog,
    destinations: () => destinations,
    ask: (question) => {
      questions.push(question);
      return new Promise((resolve) => answers.push(resolve));
    },
    tell: async (message) => void told.push(message),
    add: async (paths, destinationId) => {
      added.push([paths, destinationId]);
      await add();
    },
  });
  const answer = async (isWanted: boolean): Promise<void> => {
    answers.shift()?.(isWanted);
    await settle();
  };
  return { ...desk, questions, told, added, answer };
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a link adds only after a yes, to a saved destination by its name or id or to the chosen one', async () => {
  const { open, questions, added, answer } = setUp();
  for (const to of ['&to=archive', '&to=d1', '']) open(`gantry://add?path=/a${to}`);
  await settle();
  expect(questions).toHaveLength(1);
  expect(added).toEqual([]);
  for (let count = 0; count < 3; count += 1) await answer(true);
  expect(added).toEqual([
    [['/a'], 'd1'],
    [['/a'], 'd1'],
    [['/a'], 'd2'],
  ]);
});

test('the question shows every path whole, and where it would go, and nothing poses as something else', async () => {
  const paths = Array.from({ length: 10 }, (_, index) => `/folder ${index}/${'x'.repeat(100)}`);
  const { open, questions } = setUp();
  open(
    `gantry://add?${[...paths, '/a%E2%80%AEb']
      .slice(1)
      .map((path) => `path=${path}`)
      .join('&')}`,
  );
  await settle();
  const [question] = questions;
  expect(question?.message).toBe('A link asks to send 10 files or folders to “Studio \ufffd”');
  for (const path of paths.slice(1)) expect(question?.detail).toContain(`• ${path}\n`);
  expect(question?.detail).toContain('• /a\ufffdb\n');
  expect(question?.detail).toContain('To: Studio \ufffd\nput+https://d2.example/\n');
});

test('links that pour in: one question at a time, three that wait, the rest dropped; a no is for all that wait', async () => {
  const { open, questions, added, told, answer } = setUp();
  for (let index = 0; index < 100; index += 1) open(`gantry://add?path=/${index}`);
  await settle();
  expect(questions).toHaveLength(1);
  await answer(true);
  expect(questions).toHaveLength(2);
  await answer(false);
  await settle();
  expect(questions).toHaveLength(2);
  expect(added).toEqual([[['/0'], 'd2']]);
  expect(told).toEqual([]);
  open('gantry://add?path=/again');
  await settle();
  expect(questions).toHaveLength(3);
});

test.each([
  ['gantry://add?path=relative', /whole path on this computer/],
  ['gantry://open?path=/a', /something else than adding/],
  ['gantry://add?path=/a&to=put%2Bhttps%3A%2F%2Fd1.example%2F', /cannot bring a new one/],
  ['gantry://add?path=/a&to=Nobody', /cannot bring a new one/],
])('%s is refused with a word, and asks nobody', async (link, remedy) => {
  const { open, questions, told } = setUp();
  open(link);
  await settle();
  expect(questions).toEqual([]);
  expect(told).toEqual([{ title: expect.stringMatching(/^This link to Gantry/), remedy: expect.stringMatching(remedy) }]);
});

test('without a destination there is nothing to ask; what fails ends nothing', async () => {
  const none = setUp({ destinations: [] });
  none.open('gantry://add?path=/a');
  await settle();
  expect(none.told).toMatchObject([{ remedy: expect.stringMatching(/no destination yet/) }]);
  const failing = setUp({ add: () => Promise.reject(new Error('gone')) });
  failing.open('gantry://add?path=/a');
  await settle();
  await failing.answer(true);
  failing.open('gantry://add?path=/b');
  await settle();
  expect(failing.questions).toHaveLength(2);
});
