import { say } from '../language/say.ts';
import type { PlainText } from '../language/text.ts';
import type { WaitReason } from '../upload.ts';

export interface WaitWords {
  /** What is the matter, without a full stop. */
  readonly title: string;
  /** What happens next, or what to do: whole sentences. */
  readonly remedy: string;
  /** A person has to act; it does not go on by itself. */
  readonly needsPerson: boolean;
}

const words: Readonly<Record<WaitReason, { readonly title: PlainText; readonly remedy: PlainText; readonly needsPerson: boolean }>> = {
  retry: { title: 'Waiting to try again', remedy: 'Tries again by itself.', needsPerson: false },
  'source-locked': { title: 'Another program uses the file', remedy: 'Goes on when the file is free.', needsPerson: false },
  'source-away': { title: 'The disk or folder of the file is gone', remedy: 'Goes on by itself when it is back.', needsPerson: false },
  'server-busy': { title: 'Server busy', remedy: 'Tries again by itself.', needsPerson: false },
  'destination-unreachable': { title: 'The destination does not answer', remedy: 'Resumes by itself.', needsPerson: false },
  offline: { title: 'Waiting for the network', remedy: 'Resumes by itself.', needsPerson: false },
  'sign-in': { title: 'Sign-in needed', remedy: 'Give the right password or token for it, then resume.', needsPerson: true },
  'not-trusted': {
    title: 'The server cannot be trusted',
    remedy:
      'Check this computer’s date. Then check the server’s certificate or host key with whoever runs it. Goes on by itself when they are right.',
    needsPerson: true,
  },
  'destination-wrong': {
    title: 'The destination is not as it was given',
    remedy: 'Correct its address, or what stands there. Goes on by itself when it is right.',
    needsPerson: true,
  },
  'destination-full': { title: 'The destination is full', remedy: 'Make room there, then resume.', needsPerson: true },
  'queue-disk-full': { title: 'This computer’s disk is full', remedy: 'Resumes by itself when there is room.', needsPerson: false },
  'machine-exhausted': { title: 'Too much is open on this computer', remedy: 'Resumes by itself.', needsPerson: false },
};

/** Why a file or a whole destination waits, in words. */
export function waitReasonWords(reason: WaitReason): WaitWords {
  const { title, remedy, needsPerson } = words[reason];
  return { title: say(title), remedy: say(remedy), needsPerson };
}
