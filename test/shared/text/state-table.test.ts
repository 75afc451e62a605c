import { describe, expect, it } from 'vitest';
import { stateSign } from '../../../electron/terminal/state-sign.ts';
import { iconOfState } from '../../../renderer/ui/icon-of-state.ts';
import { errorCodes } from '../../../shared/error-codes.ts';
import type { FileProgress } from '../../../shared/progress.ts';
import { fileStateOf, fileStates } from '../../../shared/text/file-state.ts';
import { holdWords } from '../../../shared/text/hold-words.ts';
import { stateTone } from '../../../shared/text/state-tone.ts';
import { statusWords } from '../../../shared/text/status-words.ts';
import { waitReasonWords } from '../../../shared/text/wait-reason-words.ts';
import { uploadStatuses, waitReasons } from '../../../shared/upload.ts';
import { exampleNowMs as now, stateExamples } from '../../docs/state-examples.ts';
import { fileProgress } from '../../renderer/file-progress.ts';

const sentence = /^[A-Z0-9“].*[.)”]$/su;
/** What a person is never shown. */
const jargon = /\b(ECONN\w*|E[A-Z]{4,}|errno|undefined|null|NaN|Oops|Error:|exception|socket|stack|HTTP\/|mutex|checkpoint|fingerprint)\b/;
const goesOnByItself = /by itself|goes on when|try \d+ of \d+|looks again|resumes/i;

/** Every status, with every error and every reason to wait that it may have. */
function* everyFile(): Generator<FileProgress> {
  for (const status of uploadStatuses) {
    yield fileProgress({ position: 1, status });
    yield fileProgress({ position: 1, status, bytesSent: 1_000, lastByteAt: now - 20_000 });
    for (const code of errorCodes) {
      const error = { code, details: {} };
      if (status !== 'waiting') yield fileProgress({ position: 1, status, error });
      else
        for (const waitReason of waitReasons)
          for (const retryAt of [null, now + 1_000, now - 1_000]) yield fileProgress({ position: 1, status, error, waitReason, retryAt });
    }
  }
}

describe('the table of states', () => {
  it('has an example for each state', () => {
    const shown = new Set(Object.values(stateExamples).map((file) => fileStateOf(file, now)));
    expect(fileStates.filter((state) => !shown.has(state))).toEqual([]);
  });

  it('tells two states of one colour apart by icon, sign and words', () => {
    for (const one of fileStates) {
      for (const other of fileStates) {
        if (one === other || stateTone(one) !== stateTone(other)) continue;
        expect(stateSign(one)).not.toBe(stateSign(other));
        if (one !== 'waiting' && other !== 'waiting') expect(iconOfState(one, null)).not.toBe(iconOfState(other, null));
      }
    }
  });

  it('leaves no state bare: words, and what happens next or what to do', () => {
    for (const file of everyFile()) {
      const { state, detail } = statusWords(file, now);
      expect(state, file.status).toMatch(/^[A-Z0-9]/);
      expect(detail, `${file.status} ${file.error?.code}`).toMatch(/^[A-Z0-9]/);
      expect(`${state} ${detail}`).not.toMatch(jargon);
      if (file.status === 'failed') expect(detail).toMatch(sentence);
    }
  });

  it('says of every wait that it goes on by itself, or what a person has to do', () => {
    for (const file of everyFile()) {
      if (file.status !== 'waiting') continue;
      const { detail } = statusWords(file, now);
      const needsPerson = waitReasonWords(file.waitReason ?? 'retry').needsPerson;
      expect(detail).toMatch(needsPerson ? sentence : goesOnByItself);
    }
  });

  it('gives a held destination one message, with the remedy of its own error', () => {
    for (const reason of waitReasons) {
      for (const code of [null, ...errorCodes]) {
        const words = holdWords(reason, code === null ? null : { code, details: {} });
        expect(words.title).not.toMatch(/[.!]$/);
        expect(words.remedy).toMatch(sentence);
        expect(`${words.title} ${words.remedy}`).not.toMatch(jargon);
        if (!words.needsPerson) expect(words.remedy).toMatch(goesOnByItself);
      }
    }
    expect(holdWords('sign-in', { code: 'clock-skew', details: {} })).toEqual({
      title: 'This computer’s clock is wrong',
      remedy: 'Set date and time, then retry.',
      needsPerson: true,
    });
    expect(holdWords('destination-unreachable', { code: 'connection-refused', details: { host: 'a.example' } }).remedy).toBe(
      'Resumes by itself.',
    );
  });

  it('names in a queued row why its destination holds it', () => {
    const queued = fileProgress({ position: 1, status: 'queued' });
    expect(statusWords(queued, now)).toEqual({ state: 'Queued', detail: 'Waits for its turn' });
    expect(statusWords(queued, now, { hold: { reason: 'offline', error: null }, condition: null }).detail).toBe('Waiting for the network');
  });
});
