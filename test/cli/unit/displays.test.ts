import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../electron/terminal/display-width.ts';
import { createJsonDisplay } from '../../../electron/terminal/json-display.ts';
import { createLiveDisplay } from '../../../electron/terminal/live-display.ts';
import { createQuietDisplay } from '../../../electron/terminal/quiet-display.ts';
import { createFakeTerminal } from './fake-terminal.ts';
import { batchEvent, fileEvent, sampleBatch } from './sample-events.ts';

const parsed = (texts: readonly string[]): { readonly action: string; readonly payload: Record<string, unknown> }[] =>
  texts.map((text) => JSON.parse(text));

describe('the display for programs', () => {
  it('writes one envelope a line, and the final states last', () => {
    const terminal = createFakeTerminal();
    const display = createJsonDisplay(terminal);
    display.show(fileEvent());
    display.show(batchEvent());
    display.say('words');
    display.end('a summary for people', [sampleBatch({ status: 'completed' })]);
    expect(terminal.stdout.texts.every((text) => text.endsWith('}\n'))).toBe(true);
    expect(parsed(terminal.stdout.texts).map(({ action }) => action)).toEqual(['file_progress', 'batch_progress', 'batch_progress']);
    expect(parsed(terminal.stdout.texts).at(-1)?.payload['status']).toBe('completed');
    expect(terminal.stderr.texts).toEqual(['words\n']);
  });

  it('keeps the newest of each file while the reader is slow, in the order of the newest', () => {
    const terminal = createFakeTerminal();
    const display = createJsonDisplay(terminal);
    terminal.stdout.block();
    for (let percent = 0; percent < 1_000; percent += 1) {
      display.show(fileEvent({ id: 'u1', bytesSent: percent }));
      display.show(fileEvent({ id: 'u2', bytesSent: percent }));
    }
    display.show(fileEvent({ id: 'u1', status: 'completed' }));
    expect(terminal.stdout.texts).toEqual([]);
    terminal.stdout.drain();
    expect(parsed(terminal.stdout.texts).map(({ payload }) => [payload['uploadId'], payload['status']])).toEqual([
      ['u2', 'uploading'],
      ['u1', 'completed'],
    ]);
  });

  it('gives all that it kept at the end, however slow the reader', () => {
    const terminal = createFakeTerminal();
    const display = createJsonDisplay(terminal);
    terminal.stdout.block();
    display.show(fileEvent({ status: 'completed' }));
    display.end(null, [sampleBatch()]);
    display.show(fileEvent({ id: 'late' }));
    expect(parsed(terminal.stdout.texts).map(({ action }) => action)).toEqual(['file_progress', 'batch_progress']);
  });
});

describe('the display for pipes', () => {
  it('says a line every ten seconds at most, and only when something changed', async () => {
    const terminal = createFakeTerminal();
    let facts = sampleBatch();
    const display = createQuietDisplay(terminal, () => facts);
    for (let number = 0; number < 1_000; number += 1) display.show(fileEvent({ bytesSent: number }));
    await terminal.clock.advance(9_999);
    expect(terminal.stdout.texts).toEqual([]);
    await terminal.clock.advance(1);
    expect(terminal.stdout.texts).toEqual(['40 % · 4 of 10 files · 0.4 of 1.0 MB · 100 kB/s · 6 s left\n']);
    await terminal.clock.advance(10_000);
    expect(terminal.stdout.texts).toHaveLength(1);
    facts = sampleBatch({ progressPercentage: 41 });
    await terminal.clock.advance(10_000);
    expect(terminal.stdout.texts).toHaveLength(2);
    display.end('The end.', []);
    expect(terminal.stdout.texts.at(-1)).toBe('The end.\n');
    expect(terminal.clock.pendingTimers()).toBe(0);
  });

  it('says each failure once, and again when it fails again', () => {
    const terminal = createFakeTerminal();
    const display = createQuietDisplay(terminal, sampleBatch);
    const failed = fileEvent({
      status: 'failed',
      relativePath: 'photos/\u001b[2Jx.jpg',
      error: { code: 'rejected', details: { httpStatus: 422 } },
    });
    display.show(failed);
    display.show(failed);
    expect(terminal.stderr.texts).toEqual([
      'Failed: photos/␛[2Jx.jpg: The server refused the file (422). Ask who runs the server, then retry.\n',
    ]);
    display.show(fileEvent({ status: 'queued' }));
    display.show(failed);
    expect(terminal.stderr.texts).toHaveLength(2);
  });
});

describe('the live display', () => {
  const withoutCommands = (text: string): string => stripVTControlCharacters(text).replaceAll('\r', '');
  const lastDrawing = (texts: readonly string[]): string[] =>
    withoutCommands(texts.at(-1) ?? '')
      .split('\n')
      .slice(0, -1);

  it('draws ten times a second at most, whatever happens', async () => {
    const terminal = createFakeTerminal();
    const display = createLiveDisplay(terminal, sampleBatch);
    for (let ms = 0; ms < 1_000; ms += 5) {
      display.show(fileEvent({ bytesSent: ms }));
      await terminal.clock.advance(5);
    }
    expect(terminal.stdout.texts.length).toBeGreaterThanOrEqual(9);
    expect(terminal.stdout.texts.length).toBeLessThanOrEqual(10);
  });

  it('shows the bar, the sentence and up to five files in the order of the queue', async () => {
    const terminal = createFakeTerminal();
    const display = createLiveDisplay(terminal, sampleBatch);
    for (const position of [7, 3, 1, 5, 2, 6, 4])
      display.show(fileEvent({ id: `u${position}`, position, relativePath: `photos/${position}.jpg` }));
    display.show(fileEvent({ id: 'u2', position: 2, status: 'completed' }));
    await terminal.clock.advance(100);
    const lines = lastDrawing(terminal.stdout.texts);
    expect(lines).toHaveLength(7);
    expect(lines[0]).toBe('████████████████░░░░░░░░░░░░░░░░░░░░░░░░ 40 %');
    expect(lines[1]).toBe('4 of 10 files · 0.4 of 1.0 MB · 100 kB/s · 6 s left');
    expect(lines.slice(2).map((line) => line.trim().split(/\s+/)[1])).toEqual([1, 3, 4, 5, 6].map((position) => `photos/${position}.jpg`));
    expect(lines[2]).toContain('45 % · 50 kB/s · 1 s left');
  });

  it.each([10, 12, 24, 40, 80, 200])('stays within %d columns, with wide and dangerous names', async (columns) => {
    const terminal = createFakeTerminal({ columns });
    const display = createLiveDisplay(terminal, () => sampleBatch({ progressPercentage: 100 }));
    const names = [
      '日本語のファイル名はとても長いです.txt',
      '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦.png',
      `${'deep/'.repeat(60)}x.jpg`,
      'evil\u001b[31m\u202ename\n.txt',
    ];
    for (const [index, relativePath] of names.entries()) display.show(fileEvent({ id: `u${index}`, position: index, relativePath }));
    await terminal.clock.advance(100);
    const lines = lastDrawing(terminal.stdout.texts);
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(displayWidth(line)).toBeLessThan(Math.max(columns, 11));
    expect(terminal.stdout.texts.join('')).not.toContain('\u202e');
    expect(terminal.stdout.texts.join('')).not.toContain('\u001b[31m');
  });

  it('puts what is said above itself and wipes itself at the end', async () => {
    const terminal = createFakeTerminal();
    const display = createLiveDisplay(terminal, sampleBatch);
    await terminal.clock.advance(100);
    display.say('Something.');
    expect(terminal.stdout.texts.at(-1)).toBe('\u001b[2A\r\u001b[0J');
    expect(terminal.stderr.texts).toEqual(['Something.\n']);
    await terminal.clock.advance(100);
    display.end('The end.', []);
    expect(terminal.stdout.texts.slice(-2)).toEqual(['\u001b[2A\r\u001b[0J', 'The end.\n']);
    await terminal.clock.advance(1_000);
    expect(terminal.stdout.texts.at(-1)).toBe('The end.\n');
  });

  it('has colours only where they are wanted', async () => {
    for (const hasColors of [true, false]) {
      const terminal = createFakeTerminal({ hasColors });
      createLiveDisplay(terminal, sampleBatch).show(fileEvent());
      await terminal.clock.advance(100);
      expect(terminal.stdout.texts.join('').includes('\u001b[32m')).toBe(hasColors);
    }
  });

  it('waits for a slow screen', async () => {
    const terminal = createFakeTerminal();
    const display = createLiveDisplay(terminal, sampleBatch);
    terminal.stdout.block();
    display.show(fileEvent());
    await terminal.clock.advance(1_000);
    expect(terminal.stdout.texts).toEqual([]);
  });
});
