import { logTroubleWords } from '../../../shared/text/log-trouble-words.ts';
import type { MachineCase } from './machine-case.ts';
import { held, told } from './words-of.ts';

/** Disks, clocks and file handles. */
export const ownSideCases = {
  'disk-full': {
    group: "The queue's disk",
    happens: 'The disk of the data directory fills up in mid-upload.',
    engineDoes: 'Everything stops and says so once; nothing is called done that is not written. It goes on by itself when there is room.',
    personSees: told('queue-disk-full'),
  },
  'disk-full-kill': {
    group: "The queue's disk",
    happens: 'Gantry is killed while the disk is full, and started again on the full disk.',
    engineDoes: 'The queue is whole. It starts, says why nothing moves, and goes on when there is room.',
    personSees: told('queue-disk-full'),
  },
  'disk-full-quit': {
    group: "The queue's disk",
    happens: 'Gantry is asked to quit while the disk is full.',
    engineDoes: 'It quits in good order; the next start goes on.',
    personSees: told('queue-disk-full'),
  },
  'disk-full-first-start': {
    group: "The queue's disk",
    happens: 'Gantry is started for the first time on a disk without any room.',
    engineDoes: 'It says so and ends; nothing is queued.',
    personSees: told('queue-disk-full'),
  },
  'disk-read-only-start': {
    group: "The queue's disk",
    happens: 'The data directory cannot be written, or cannot be made.',
    engineDoes: 'It says so, with the path, and ends.',
    personSees: told('queue-unusable', { path: '/mnt/disk/gantry' }),
  },
  'disk-read-only-running': {
    group: "The queue's disk",
    happens: 'The disk turns read-only in mid-upload, as a system does with a failing one.',
    engineDoes: 'Everything stops and says so once, and goes on by itself when it may write again.',
    personSees: told('queue-unusable', { path: '/mnt/disk/gantry/queue.db' }),
  },
  'disk-gone': {
    group: "The queue's disk",
    happens: 'The disk of the data directory is taken away in mid-upload, and the system still lets us write to nowhere.',
    engineDoes: 'It is noticed with the next change: everything stops, and nothing more is sent.',
    personSees: told('queue-unusable', { path: '/mnt/disk/gantry/queue.db' }),
  },
  'clock-set-back': {
    group: 'The clock is set',
    happens: 'It is set back by an hour, a day or ten years while a file and a destination wait.',
    engineDoes: 'Both wait exactly as long as before, and the time that is shown moves with the clock.',
    personSees: null,
  },
  'clock-set-forward': {
    group: 'The clock is set',
    happens: 'It is set forward by an hour, a day or ten years while a file and a destination wait.',
    engineDoes: 'That looks like a sleep: the waits are over, and nothing is failed by it.',
    personSees: null,
  },
  'clock-figures': {
    group: 'The clock is set',
    happens: 'It is set back and forward while bytes move.',
    engineDoes: 'Speed, time left and percentages stay numbers that can be true: none below zero, none that is no number.',
    personSees: null,
  },
  'clock-wrong-when-written': {
    group: 'The clock is set',
    happens: 'It was ten years ahead when the time of the next try was written down, and is right at the next start.',
    engineDoes: 'Nobody is made to wait for more than a day: the file is tried at once.',
    personSees: null,
  },
  'clock-certificate': {
    group: 'The clock is set',
    happens: "A wrong clock makes the server's certificate look invalid, and a person sets it right.",
    engineDoes: 'The destination is asked again by itself and goes on.',
    personSees: told('certificate-refused', { host: 'example.org' }),
  },
  'clock-expiry': {
    group: 'The clock is set',
    happens: 'By our clock a half-sent upload has long expired at its server.',
    engineDoes: 'The server is asked, not the clock: what it still has is not sent again.',
    personSees: null,
  },
  'descriptors-intake': {
    group: 'Too many open files',
    happens: 'A folder cannot be opened because too many files are open.',
    engineDoes: 'It is tried again until it can; nothing is refused and nothing left out.',
    personSees: null,
  },
  'descriptors-upload': {
    group: 'Too many open files',
    happens: 'Sources and connections cannot be opened because too many files are open.',
    engineDoes: 'The destination is held once; no attempt is used, and it goes on one file at a time until there is room again.',
    personSees: held('machine-exhausted'),
  },
  'descriptors-real': {
    group: 'Too many open files',
    happens: 'A real process uploads a folder of many folders, six files at a time, with hardly any file handles.',
    engineDoes: 'Everything arrives whole; nothing is refused, nothing fails.',
    personSees: held('machine-exhausted'),
  },
  'descriptors-start': {
    group: 'Too many open files',
    happens: 'Not even the queue can be opened.',
    engineDoes: 'It says why and ends; it does not blame the queue.',
    personSees: told('machine-exhausted'),
  },
  'log-disk-full': {
    group: "The log's disk",
    happens: "The log's disk is full.",
    engineDoes: 'Uploads go on, and the terminal is told once.',
    personSees: `${logTroubleWords().title}. ${logTroubleWords().remedy}`,
  },
  'log-back': {
    group: "The log's disk",
    happens: 'There is room again.',
    engineDoes: 'The log goes on, with a line that counts the entries that were lost, and without half a line.',
    personSees: null,
  },
  'output-disk-full': {
    group: "The log's disk",
    happens: 'The output of the terminal command goes to a file on a full disk.',
    engineDoes: 'Uploads go on; only those words are lost.',
    personSees: null,
  },
} as const satisfies Readonly<Record<string, MachineCase>>;
