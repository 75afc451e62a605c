import { expect, it } from 'vitest';
import { parseMissingLibraries } from '../../electron/start/system-libraries.ts';

it('reads from ldd what is not found', () => {
  const printed = [
    '\tlinux-vdso.so.1 (0x00007ffd0a9f5000)',
    '\tlibnss3.so => not found',
    '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1c6f000000)',
    '\tlibgtk-3.so.0 => not found',
  ].join('\n');
  expect(parseMissingLibraries(printed)).toEqual(['libnss3.so', 'libgtk-3.so.0']);
  expect(parseMissingLibraries('')).toEqual([]);
});
