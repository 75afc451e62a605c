import { expect, test } from 'vitest';
import { createSystemProxies } from '../../electron/desktop/system-proxies.ts';
import { changeSettings } from '../../shared/change-settings.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import { createHandClock } from '../host/hand-clock.ts';

function setUp(answer: () => string | Promise<string>) {
  const clock = createHandClock();
  const asked: unknown[] = [];
  let pacUrl: string | null = 'http://wpad.example/a.pac';
  const find = createSystemProxies(
    {
      setProxy: async (config) => void asked.push(config),
      resolveProxy: async (url) => {
        asked.push(url);
        return answer();
      },
    },
    { current: () => changeSettings(defaultSettings, { network: { pacUrl } }) },
    clock,
  );
  const usePac = (url: string): void => {
    pacUrl = url;
  };
  return { clock, asked, find, usePac };
}

const far = new URL('https://far.example/secret/path?and=query');

test('the browser is asked about the origin alone, and again once its answer is old', async () => {
  const { clock, asked, find } = setUp(() => 'PROXY a:1; DIRECT');
  for (const wait of [0, 4_000, 2_000]) {
    clock.advance(wait);
    expect(await find(far, 'system')).toEqual([{ kind: 'proxy', url: 'http://a:1' }, { kind: 'direct' }]);
  }
  expect(asked).toEqual([{ mode: 'system' }, 'https://far.example/', 'https://far.example/']);
});

test('another PAC file is read at once', async () => {
  const { asked, find, usePac } = setUp(() => 'DIRECT');
  await find(far, 'pac');
  usePac('http://wpad.example/b.pac');
  await find(far, 'pac');
  expect(asked.filter((one) => typeof one === 'object')).toEqual([
    { mode: 'pac_script', pacScript: 'http://wpad.example/a.pac' },
    { mode: 'pac_script', pacScript: 'http://wpad.example/b.pac' },
  ]);
});

test('what the old PAC file answers after the new one was set is not kept', async () => {
  const answers: ((answer: string) => void)[] = [];
  const { asked, find, usePac } = setUp(() => (answers.length < 2 ? new Promise((resolve) => answers.push(resolve)) : 'PROXY new:1'));
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const old = find(far, 'pac');
  await settle();
  usePac('http://wpad.example/b.pac');
  const other = find(new URL('https://other.example/'), 'pac');
  await settle();
  answers[0]?.('PROXY old:1');
  answers[1]?.('DIRECT');
  await Promise.all([old, other]);
  expect(await find(far, 'pac')).toEqual([{ kind: 'proxy', url: 'http://new:1' }]);
  expect(asked.filter((one) => one === 'https://far.example/')).toHaveLength(2);
});

test('where the browser cannot say, nothing is sent past it', async () => {
  const { find } = setUp(() => {
    throw new Error('no');
  });
  await expect(find(far, 'system')).rejects.toMatchObject({ code: 'proxy-unreachable', failureClass: 'unreachable' });
});
