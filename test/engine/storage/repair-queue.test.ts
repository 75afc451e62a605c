import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../electron/engine/storage/database.ts';
import { confirmThenHang } from '../fake-server.ts';
import { useEngine } from '../use-engine.ts';

const fixture = useEngine();

it.each([
  ['a status that there is not', "status = 'lost'"],
  ['a status that every object has', "status = 'constructor'"],
  ['a place behind all others', 'position = 9007199254740993'],
  ['a place before all others', 'position = -4'],
  ['a wait until the end of time', "status = 'waiting', wait_reason = 'retry', retry_at = 8640000000000001"],
])('a row with %s costs neither its file nor the next one', async (_what, damage) => {
  const { test } = fixture;
  test.server.onTransfer = confirmThenHang(40);
  await test.addFiles(['a', 'b', 'c']);
  await test.until(() => test.files().every(({ bytesConfirmed }) => bytesConfirmed === 40));
  await test.settle(test.engine.close());
  const database = openDatabase(join(fixture.directory, 'data', 'queue.db'));
  database.exec(`UPDATE uploads SET ${damage} WHERE relative_path = 'b'`);
  database.close();
  test.server.onTransfer = async () => ({ result: 'stored', verification: 'size', location: null });
  const next = fixture.alsoClose(test.reopen());
  await next.until(() => next.batch().status === 'completed', 60_000);
  expect(next.batch()).toMatchObject({ total: 3, successful: 3, bytesConfirmed: 300 });
  expect(
    next
      .files()
      .map(({ relativePath, status }) => `${relativePath} ${status}`)
      .sort(),
  ).toEqual(['a completed', 'b completed', 'c completed']);
  await next.addFiles(['d']);
  await next.until(() => next.file('d').status === 'completed', 60_000);
  await next.settle(next.engine.close());
  // Everything that was sent is written down as sent.
  const after = fixture.alsoClose(next.reopen());
  expect(after.files().map(({ status }) => status)).toEqual(['completed', 'completed', 'completed', 'completed']);
});

it('a destination of a kind that there is not is still there', async () => {
  const { test } = fixture;
  await test.settle(test.engine.close());
  const database = openDatabase(join(fixture.directory, 'data', 'queue.db'));
  database.exec("UPDATE destinations SET kind = 'lost'");
  database.close();
  const next = fixture.alsoClose(test.reopen());
  expect(next.engine.destinations.list().map(({ name }) => name)).toEqual(['Fake']);
  await next.addFiles(['a']);
  await next.until(() => next.file('a').status === 'completed', 60_000);
});
