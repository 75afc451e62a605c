import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { listenForInterruption } from '../../../electron/terminal/interruption.ts';
import type { OutputStream } from '../../../electron/terminal/text-output.ts';
import { createTextOutput } from '../../../electron/terminal/text-output.ts';
import { createFakeTerminal } from './fake-terminal.ts';

describe('listenForInterruption', () => {
  it('asks for an orderly end at the first signal and takes it at a second one', async () => {
    const terminal = createFakeTerminal();
    const interruption = listenForInterruption(terminal);
    expect([interruption.cause(), interruption.signal.aborted]).toEqual([null, false]);
    terminal.signal();
    expect([interruption.cause(), interruption.signal.aborted]).toEqual(['signal', true]);
    expect(terminal.exits).toEqual([]);
    terminal.signal();
    // The same Ctrl-C again, passed on by npm.
    expect(terminal.exits).toEqual([]);
    await terminal.clock.advance(500);
    terminal.signal();
    expect(terminal.exits).toEqual([3]);
  });

  it('takes a closed pipe for one, whatever comes after it', () => {
    const terminal = createFakeTerminal();
    const interruption = listenForInterruption(terminal);
    terminal.stdout.break();
    terminal.signal();
    expect([interruption.cause(), interruption.signal.aborted]).toEqual(['closed-output', true]);
    expect(terminal.exits).toEqual([]);
  });
});

describe('createTextOutput', () => {
  function fakeStream(): OutputStream & EventEmitter & { readonly texts: string[]; isFull: boolean } {
    const texts: string[] = [];
    const stream = Object.assign(new EventEmitter(), {
      texts,
      isFull: false,
      write(text: string, callback?: (error?: Error | null) => void) {
        texts.push(text);
        callback?.();
        return !stream.isFull;
      },
    });
    return stream;
  }

  it('knows when the reader does not keep up, and when it does again', () => {
    const stream = fakeStream();
    const output = createTextOutput(stream);
    let drains = 0;
    output.onDrain(() => {
      drains += 1;
    });
    output.write('a');
    expect(output.isBlocked()).toBe(false);
    stream.isFull = true;
    output.write('b');
    expect(output.isBlocked()).toBe(true);
    stream.emit('drain');
    expect([output.isBlocked(), drains]).toEqual([false, 1]);
  });

  it('writes nothing more to a reader that is gone, and says it once', async () => {
    const stream = fakeStream();
    const output = createTextOutput(stream);
    let breaks = 0;
    output.onBroken(() => {
      breaks += 1;
    });
    stream.emit('error', new Error('EPIPE'));
    stream.emit('error', new Error('EPIPE'));
    output.write('lost');
    expect([breaks, stream.texts]).toEqual([1, []]);
    output.onBroken(() => {
      breaks += 1;
    });
    expect(breaks).toBe(2);
    await expect(output.flush()).resolves.toBeUndefined();
  });
});
