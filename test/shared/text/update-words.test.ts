import { describe, expect, it } from 'vitest';
import { updateLookWords, updateNoticeWords } from '../../../shared/text/update-words.ts';
import type { UpdateLook, UpdateNotice } from '../../../shared/update.ts';
import { updateObstacles } from '../../../shared/update.ts';

const reasons = [
  ...['unreachable', 'certificate', 'missing', 'feed', 'plain', 'damaged', 'signature', 'disk-full', 'not-writable', 'refused'],
  ...['not-installed', 'answer'],
];
const failed = (reason: string) => ({ kind: 'failed', error: { code: 'update-failed', details: { reason } } }) as const;
const ready = { kind: 'ready', version: '1.2.0', isOlder: false, needsPassword: false } as const;

describe('words for updates', () => {
  it('says what is ready, and when it is installed', () => {
    const { title, remedy } = updateNoticeWords(ready);
    expect(`${title}. ${remedy}`).toBe(
      'Gantry 1.2.0 is ready. It is installed when you restart, or when you quit and nothing is being sent.',
    );
    expect(updateNoticeWords({ ...ready, needsPassword: true }).remedy).toContain('password');
    // An older one is never installed at an ordinary end.
    expect(updateNoticeWords({ ...ready, isOlder: true }).remedy).toMatch(/older.*only when you restart\.$/);
    expect(updateNoticeWords({ ...ready, isOlder: true, needsPassword: true }).remedy).toMatch(/older.*password/);
  });

  it('has others for everything else, each a sentence', () => {
    const notices: readonly UpdateNotice[] = [
      { kind: 'draining', version: '1.2.0' },
      { kind: 'installed', version: '1.2.0' },
      ...reasons.map(failed),
    ];
    const looks: readonly UpdateLook[] = [
      { kind: 'off' },
      ...updateObstacles.map((obstacle) => ({ kind: 'cannot', obstacle }) as const),
      { kind: 'current', version: '1.1.0' },
      { kind: 'coming', version: '1.2.0' },
      { kind: 'ready', version: '1.2.0' },
      { kind: 'held', version: '1.2.0', condition: { reason: 'metered', effect: 'pause' } },
    ];
    const words = [...notices.map(updateNoticeWords), ...looks.map(updateLookWords)];
    for (const { title, remedy } of words)
      expect([title, remedy]).toEqual([expect.stringMatching(/^[A-Z].*[^.]$/), expect.stringMatching(/^[A-Z].*\.$/)]);
    // Asked for, it says what the window says.
    expect(updateLookWords({ kind: 'next', version: '1.2.0' })).toEqual(updateNoticeWords({ kind: 'draining', version: '1.2.0' }));
    expect(new Set(words.map(({ title, remedy }) => title + remedy)).size).toBe(words.length);
  });
});
