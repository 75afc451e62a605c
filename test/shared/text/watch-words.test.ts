import { describe, expect, it } from 'vitest';
import type { DestinationId, WatchId } from '../../../shared/ids.ts';
import { watchNoteWords, watchRulesWords, watchStateWords } from '../../../shared/text/watch-words.ts';
import type { WatchedFolder } from '../../../shared/watched-folder.ts';
import { usualWatchRules } from '../../../shared/watched-folder.ts';

const folder = (changes: Partial<WatchedFolder>): WatchedFolder => ({
  ...usualWatchRules,
  ...{ watchId: 'w' as WatchId, path: '/hot', destinationId: 'd' as DestinationId, destinationName: 'NAS', afterwards: { kind: 'leave' } },
  ...{ isOn: true, state: 'watching', settling: 0, sending: 0, sent: 0, failed: 0, passedOver: 0, isScannedOnly: false, problem: null },
  ...changes,
});

describe('a watched folder in words', () => {
  it.each<[Partial<WatchedFolder>, string]>([
    [{ settling: 3, sent: 1_204 }, 'Watching · 3 waiting to settle · 1,204 sent'],
    [{ sending: 2, failed: 1, passedOver: 4 }, 'Watching · 2 being sent · 0 sent · 1 failed · 4 passed over'],
    [{ state: 'away', sent: 5 }, 'Folder is not there. Goes on by itself when it is back.'],
    [{ state: 'paused', isOn: false, sent: 5 }, 'Paused · 5 sent'],
    [{ state: 'unattended' }, 'Not watched now: open the window, or run “gantry watch run” · 0 sent'],
  ])('%j', (changes, words) => {
    expect(watchStateWords(folder(changes))).toBe(words);
  });

  it.each<[Partial<WatchedFolder>, string]>([
    [{}, 'With subfolders · when unchanged for 10 s · then left in place'],
    [
      {
        includesSubfolders: false,
        only: ['*.jpg', '*.cr3'],
        leaveOut: ['draft*'],
        settleMs: 300_000,
        afterwards: { kind: 'move', folder: '/done' },
      },
      'Without subfolders · only *.jpg, *.cr3 · without draft* · when unchanged for 5 min · then moved to /done',
    ],
    [{ settleMs: 90_000, afterwards: { kind: 'trash' } }, 'With subfolders · when unchanged for 90 s · then put in the trash'],
  ])('the rules of %j', (changes, words) => {
    expect(watchRulesWords(folder(changes))).toBe(words);
  });

  it('has a note where something is wrong or slower than usual, and only while it is watched', () => {
    expect(watchNoteWords(folder({}))).toBeNull();
    expect(watchNoteWords(folder({ isScannedOnly: true }))).toContain('every 15 s');
    expect(watchNoteWords(folder({ isScannedOnly: true, state: 'paused' }))).toBeNull();
    const problem = { code: 'source-not-moved', details: { path: 'a.jpg', reason: '/done' } } as const;
    expect(watchNoteWords(folder({ problem }))).toContain('not sent again: a.jpg. Check that /done can be used');
    expect(watchNoteWords(folder({ problem: { code: 'source-unreadable', details: { path: '/hot/sub' } } }))).toContain('(/hot/sub)');
  });
});
