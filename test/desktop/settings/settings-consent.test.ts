import { expect, test } from 'vitest';
import { createSettingsConsent } from '../../../electron/desktop/settings/settings-consent.ts';
import { createHandClock } from '../../host/hand-clock.ts';

const question = { title: 'May it?', detail: '', yes: 'Yes' };

test('one box at a time', async () => {
  let answer: (isYes: boolean) => void = () => undefined;
  const consent = createSettingsConsent(() => new Promise((resolve) => (answer = resolve)), createHandClock());
  const first = consent(question);
  // Folders to watch and changed addresses are asked about here as well.
  const reason = 'Another question of Gantry is open. Answer it first.';
  await expect(consent(question)).rejects.toMatchObject({ code: 'not-possible-now', details: { reason } });
  answer(true);
  expect(await first).toBe(true);
  const second = consent(question);
  answer(false);
  expect(await second).toBe(false);
});

test('who said no three times is left alone for a minute', async () => {
  const answers = [false, false, true, false, false, false, true];
  const clock = createHandClock();
  const consent = createSettingsConsent(async () => answers.shift() ?? false, clock);
  for (const expected of [false, false, true, false, false, false]) expect(await consent(question)).toBe(expected);
  clock.advance(59_999);
  const reason = 'You said no three times. Try again in a minute.';
  await expect(consent(question)).rejects.toMatchObject({ code: 'not-possible-now', details: { reason } });
  clock.advance(1);
  expect(await consent(question)).toBe(true);
});
