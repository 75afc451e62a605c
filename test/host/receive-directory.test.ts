import { expect, test } from 'vitest';
import { receiveDirectoryFor } from '../../electron/host/receive-directory.ts';

test.each([
  [{}, '/home/ana/Gantry'],
  [{ GANTRY_DATA_DIR: '/data' }, '/data/received'],
  [{ GANTRY_RECEIVE_DIR: '/inbox', GANTRY_DATA_DIR: '/data' }, '/inbox'],
])('%o', (environment, expected) => {
  expect(receiveDirectoryFor({ environment, dataDirectory: '/data', homeDirectory: '/home/ana' })).toBe(expected);
});
