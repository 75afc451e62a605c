import type { ConflictPage } from '../../shared/conflict.ts';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import { effectsSentence } from '../../shared/text/conflict-words.ts';
import type { ConflictPolicy } from '../../shared/upload.ts';
import type { Exceptions } from './exceptions.ts';
import { effectsWith } from './exceptions.ts';

/** What a policy would do with the exceptions from it, as a sentence: `Replace 12 (3.4 GB), skip 26 (88.0 MB)`. `asked`: all files that wait. */
export function effectWords(policy: ConflictPolicy, effects: ConflictPage['effects'], exceptions: Exceptions, asked: number): string {
  const sentence = effectsSentence(effectsWith(policy, effects, exceptions), 'at-first');
  if (policy !== 'ask') return sentence;
  if (exceptions.size === 0) return say('Choose below, file by file');
  const left = asked - exceptions.size;
  return left <= 0
    ? sentence
    : sayCount(left, '{sentence}; {count} file goes on waiting', '{sentence}; {count} files go on waiting', { sentence });
}
