import type { LucideIcon } from 'lucide-react';
import { Cloud, FileSignature, FolderTree, Globe, Monitor, RefreshCw, SquareTerminal, TextCursorInput } from 'lucide-react';
import type { Destination, DestinationKind } from '../../shared/destination.ts';

const icons: Readonly<Record<DestinationKind, LucideIcon>> = {
  s3: Cloud,
  dav: FolderTree,
  sftp: SquareTerminal,
  tus: RefreshCw,
  put: Globe,
  post: TextCursorInput,
  presigned: FileSignature,
};

export function kindIcon({ kind, isBuiltIn }: Pick<Destination, 'kind' | 'isBuiltIn'>): LucideIcon {
  return isBuiltIn ? Monitor : icons[kind];
}
