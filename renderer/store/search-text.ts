import type { UploadCell } from './upload-cell.ts';

/** Lower case and composed, so that `É` is found however a file system or keyboard writes it. */
export function foldedText(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** What the find box looks at: the name and the folders above it. */
export function searchTextOf(cell: UploadCell): string {
  cell.searchText ??= foldedText(cell.file.relativePath === '' ? cell.file.fileName : cell.file.relativePath);
  return cell.searchText;
}
