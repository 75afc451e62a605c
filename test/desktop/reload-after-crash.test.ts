import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { reloadAfterCrash } from '../../electron/desktop/reload-after-crash.ts';
import { createHandClock } from '../host/hand-clock.ts';
import { silentLog } from './silent-log.ts';

function setUp() {
  const contents = Object.assign(new EventEmitter(), { reload: vi.fn() });
  const clock = createHandClock();
  const onGivenUp = vi.fn();
  reloadAfterCrash(contents, { clock, log: silentLog, onGivenUp });
  const crash = (reason = 'crashed'): boolean => contents.emit('render-process-gone', {}, { reason, exitCode: 1 });
  return { contents, clock, onGivenUp, crash };
}

test('a crashed page is loaded again, and given up when it crashes again within a minute', () => {
  const { contents, clock, onGivenUp, crash } = setUp();
  crash();
  clock.advance(60_000);
  crash('oom');
  expect(contents.reload).toHaveBeenCalledTimes(2);
  expect(onGivenUp).not.toHaveBeenCalled();
  clock.advance(59_999);
  crash();
  expect(contents.reload).toHaveBeenCalledTimes(2);
  expect(onGivenUp).toHaveBeenCalledTimes(1);
});

test('a page that ended in order is left alone', () => {
  const { contents, onGivenUp, crash } = setUp();
  crash('clean-exit');
  expect(contents.reload).not.toHaveBeenCalled();
  expect(onGivenUp).not.toHaveBeenCalled();
});
