import type { FileProgress } from '../../shared/progress.ts';

/** What failed files have in common when one remedy helps them all: the code, and the server's status where there is one. */
export function failureKeyOf(file: FileProgress): string {
  if (file.error === null) return 'internal';
  const { httpStatus } = file.error.details;
  return httpStatus === undefined ? file.error.code : `${file.error.code} ${httpStatus}`;
}
