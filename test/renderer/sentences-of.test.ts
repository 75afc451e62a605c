import { expect, it } from 'vitest';
import { sentencesOf } from '../../renderer/ui/sentences-of.ts';

it.each([
  ['Retry in a while.', ['Retry in a while.']],
  ['Retry: it is sent again. If it happens again, test it.', ['Retry: it is sent again.', 'If it happens again, test it.']],
  ['Ask who runs it. It says: “Not today. Never.” (Not.)', ['Ask who runs it.', 'It says: “Not today.', 'Never.”', '(Not.)']],
  ['Versuchen Sie es erneut. „gantry settings“ nimmt es an.', ['Versuchen Sie es erneut.', '„gantry settings“ nimmt es an.']],
  ['Größe 1.5 GB, tus 1.0 bei example.org', ['Größe 1.5 GB, tus 1.0 bei example.org']],
  ['', ['']],
])('%s', (text, sentences) => {
  expect(sentencesOf(text)).toEqual(sentences);
  expect(sentencesOf(text).join(' ')).toBe(text);
});
